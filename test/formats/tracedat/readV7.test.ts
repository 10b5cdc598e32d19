import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { readTraceDat } from '../../../src/formats/tracedat/readTraceDat';
import type { TraceDatFile } from '../../../src/formats/tracedat/TraceDatFile';
import { ByteWriter } from '../../support/ByteWriter';
import { tracepoints } from '../../support/tracepoints';
import { traceText } from '../../support/traceText';

const EVENTS = `
  1 cpu0 100 kvm_entry vcpu_id=0
  2 cpu2 101 kvm_entry vcpu_id=1
`;

/** Header of an uncompressed file whose options are at `optionsAt`: 35 bytes. */
function headed(optionsAt: number): ByteWriter {
  const out = new ByteWriter().text('\x17\x08Dtracing').zstr('7').u8(0).u8(8).u32(4096);
  return out.zstr('none').zstr('1.0').u64(optionsAt);
}

function section(id: number, payload: ByteWriter): Uint8Array {
  const bytes = payload.finish();
  const out = new ByteWriter().u16(id).u16(0).u32(0xffff_ffff).u64(bytes.length);
  return out.bytes(bytes).finish();
}

const done = (next: number): Uint8Array => new ByteWriter().u16(0).u32(8).u64(next).finish();

describe('readV7', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });
  const read = (bytes: Uint8Array): TraceDatFile =>
    readTraceDat(memorySource('made', bytes), decompressor);
  const codes = ({ diagnostics }: TraceDatFile): string[] => diagnostics.map(({ code }) => code);

  for (const compression of ['none', 'zlib', 'zstd'] as const) {
    it(`finds formats, thread names, clock and the CPUs that have events: ${compression}`, () => {
      const comms = ['100 CPU 0/KVM'];
      const file = read(traceText(EVENTS, { compression, comms, clock: 'tai' }));
      assert.equal(file.version, 7);
      assert.equal(file.compression, compression === 'none' ? undefined : compression);
      assert.equal(file.formats.length, tracepoints.length);
      assert.deepEqual([...file.comms], [[100, 'CPU 0/KVM']]);
      assert.deepEqual(
        file.buffers.map(({ instance, clock, pageBytes, cpus }) => [
          instance,
          clock,
          pageBytes,
          cpus.map(({ hostCpu }) => hostCpu),
        ]),
        [['', 'tai', 4096, [0, 2]]],
      );
      assert.deepEqual(codes(file), []);
    });
  }

  it('follows options from section to section', () => {
    const start = headed(0).length;
    const uname = new ByteWriter().u16(5).u32(6).text('Linux\0');
    const first = section(0, uname.bytes(done(start + 50)));
    const version = new ByteWriter().u16(9).u32(4).text('3.2\0').bytes(done(0));
    const bytes = headed(start).bytes(first).align(1);
    bytes.bytes(new Uint8Array(start + 50 - bytes.length)).bytes(section(0, version));
    const { options } = read(bytes.finish());
    assert.equal(options.uname, 'Linux');
    assert.equal(options.recorder, '3.2');
  });

  it('does not follow options in a circle', () => {
    const start = headed(0).length;
    const uname = new ByteWriter().u16(5).u32(6).text('Linux\0').bytes(done(start));
    const file = read(headed(start).bytes(section(0, uname)).finish());
    assert.match(
      file.diagnostics[0]!.message,
      /options at byte 0x23: the chain of options runs in a circle/,
    );
    assert.equal(file.options.uname, 'Linux');
  });

  it('says which sections a recording lacks', () => {
    const start = headed(0).length;
    const file = read(
      headed(start)
        .bytes(section(0, new ByteWriter().bytes(done(0))))
        .finish(),
    );
    assert.deepEqual(file.formats, []);
    assert.deepEqual(
      file.diagnostics.map(({ message }) => message),
      ['header_page', 'ftrace formats', 'event formats', 'thread names'].map(
        (name) => `The recording has no section with its ${name}.`,
      ),
    );
  });

  it('reads on behind a section that is another one than its option says', () => {
    const bytes = traceText(EVENTS, { compression: 'none', comms: ['7 seven'] });
    // The second section, ftrace formats, becomes one nobody asks for.
    const second = headed(0).length + 16 + sizeOfFirst(bytes);
    new DataView(bytes.buffer).setUint16(second, 99, true);
    const file = read(bytes);
    assert.match(file.diagnostics[0]!.message, /section 99 instead of 17/);
    assert.equal(file.comms.get(7), 'seven');
    assert.equal(file.buffers.length, 1);
  });

  it('leaves out an instance whose option is damaged', () => {
    const payload = new ByteWriter().u64(0).zstr('bad').zstr('local').u32(4096).u32(0x7fff_ffff);
    const file = read(traceText(EVENTS, { options: [{ id: 3, payload: payload.finish() }] }));
    assert.equal(file.buffers.length, 1);
    assert.match(
      file.diagnostics[0]!.message,
      /buffer option at byte 0x\w+: 2147483647 CPUs with sub-buffers of 4096 bytes.*Its events were left out\.$/,
    );
  });

  it('warns of the text of a latency tracer beside the events', () => {
    const payload = new ByteWriter().u64(64).zstr('').zstr('local').finish();
    const file = read(traceText(EVENTS, { options: [{ id: 22, payload }] }));
    assert.deepEqual(codes(file), ['latency-text']);
    assert.equal(file.buffers.length, 1);
  });

  it('opens without the options that cannot be decoded', () => {
    const file = read(traceText(EVENTS, { options: [{ id: 14, payload: Uint8Array.of(1) }] }));
    assert.deepEqual(codes(file), ['truncated-section']);
    assert.equal(file.options.tscConversion, undefined);
    assert.equal(file.buffers.length, 1);
  });

  it('says what a damaged compressed section costs', () => {
    const bytes = traceText(EVENTS, { compression: 'zlib', comms: ['7 seven'] });
    const payload = headed(0).length + 16 + 8;
    bytes.fill(0xff, payload, payload + 8);
    const file = read(bytes);
    assert.match(
      file.diagnostics[0]!.message,
      /^header_page at byte 0x23: could not be unpacked \(.+\)\. .* The header_page were read up to there\.$/,
    );
    assert.equal(file.comms.get(7), 'seven');
  });
});

function sizeOfFirst(bytes: Uint8Array): number {
  return Number(new DataView(bytes.buffer).getBigUint64(headed(0).length + 8, true));
}
