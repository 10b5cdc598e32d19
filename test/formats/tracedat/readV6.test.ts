import assert from 'node:assert/strict';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { readTraceDat } from '../../../src/formats/tracedat/readTraceDat';
import type { TraceDatFile } from '../../../src/formats/tracedat/TraceDatFile';
import { ByteWriter } from '../../support/ByteWriter';
import { v6Head } from '../../support/traceDatWriter';
import { formatText, tracepoints } from '../../support/tracepoints';
import { traceText } from '../../support/traceText';

const never = (): never => {
  throw new Error('version 6 is not compressed');
};
const decompressor: Decompressor = { zlib: never, zstd: never, zstdStream: never };

function read(bytes: Uint8Array): TraceDatFile {
  return readTraceDat(memorySource('made', bytes), decompressor);
}

const EVENTS = `
  1 cpu0 100 kvm_entry vcpu_id=0
  2 cpu2 101 kvm_entry vcpu_id=1
`;

const traceClock = { id: 4, payload: new ByteWriter().zstr('local [mono] x86-tsc').finish() };

describe('readV6', () => {
  it('finds formats, thread names, clock and the CPUs that have events', () => {
    const comms = ['100 CPU 0/KVM', '101 my  vm'];
    const file = read(
      traceText(EVENTS, { version: 6, comms, clock: 'mono', options: [traceClock] }),
    );
    assert.equal(file.version, 6);
    assert.equal(file.compression, undefined);
    assert.equal(file.formats.length, tracepoints.length);
    assert.deepEqual(
      [...file.comms],
      [
        [100, 'CPU 0/KVM'],
        [101, 'my  vm'],
      ],
    );
    const [top] = file.buffers;
    assert.equal(top?.clock, 'mono');
    assert.equal(top.instance, '');
    assert.deepEqual(
      top.cpus.map(({ hostCpu, bytes }) => [hostCpu, bytes]),
      [
        [0, 4096],
        [2, 4096],
      ],
    );
    assert.deepEqual(file.diagnostics, []);
  });

  it('does not know the clock when no option says that its text follows', () => {
    assert.equal(read(traceText(EVENTS, { version: 6 })).buffers[0]?.clock, undefined);
  });

  it('knows the clock when its option is empty and only the text behind the table has it', () => {
    const empty = { id: 4, payload: new Uint8Array(0) };
    const bytes = traceText(EVENTS, { version: 6, clock: 'boot', options: [empty] });
    assert.equal(read(bytes).buffers[0]?.clock, 'boot');
  });

  it('says that the text of a latency tracer holds no events', () => {
    const file = read(v6Head({ version: 6, formats: [], buffers: [], latency: true }, []));
    assert.deepEqual(file.buffers, []);
    assert.deepEqual(
      file.diagnostics.map(({ severity, code }) => [severity, code]),
      [['error', 'latency-text']],
    );
    assert.match(file.diagnostics[0]!.message, /Record with -e kvm instead/);
  });

  it('reads the table of an instance where its option says', () => {
    const option = (at: number): Uint8Array => new ByteWriter().u64(at).zstr('mine').finish();
    const cpuCount = { id: 8, payload: new ByteWriter().u32(1).finish() };
    const headOf = (at: number): Uint8Array => {
      const options = [{ id: 3, payload: option(at) }, cpuCount];
      const formats = [{ system: 'kvm', text: formatText(tracepoints[0]!) }];
      return v6Head({ version: 6, formats, options, buffers: [] }, [{ hostCpu: 0, bytes: 4096 }]);
    };
    const at = headOf(0).length + 4096;
    const bytes = new ByteWriter().bytes(headOf(at)).bytes(new Uint8Array(4096));
    bytes
      .text('flyrecord\0')
      .u64(at + 4096)
      .u64(4096)
      .align(4096)
      .bytes(new Uint8Array(4096));
    const { buffers, diagnostics } = read(bytes.finish());
    assert.deepEqual(
      buffers.map(({ instance, cpus }) => [instance, cpus.length]),
      [
        ['', 1],
        ['mine', 1],
      ],
    );
    assert.deepEqual(buffers[1]!.cpus, [{ hostCpu: 0, offset: at + 4096, bytes: 4096 }]);
    assert.deepEqual(diagnostics, []);
  });

  it('leaves out an instance whose table is not where its option says', () => {
    const payload = new ByteWriter().u64(16).zstr('lost').finish();
    const { buffers, diagnostics } = read(
      traceText(EVENTS, { version: 6, options: [{ id: 3, payload }] }),
    );
    assert.equal(buffers.length, 1);
    assert.match(
      diagnostics[0]!.message,
      /instance lost at byte 0x10: ".*" instead of "flyrecord"/s,
    );
    assert.match(diagnostics[0]!.message, /The instance "lost" was left out\.$/);
  });

  it('shows the events up to where the data is cut', () => {
    const bytes = traceText(EVENTS, { version: 6 });
    const { buffers, diagnostics } = read(bytes.subarray(0, bytes.length - 5000));
    assert.deepEqual(
      buffers[0]!.cpus.map(({ hostCpu, bytes: left }) => [hostCpu, left]),
      [[0, 4096 - 904]],
    );
    assert.deepEqual(
      diagnostics.map(({ code, offset }) => [code, offset]),
      [['truncated-section', bytes.length - 8192]],
    );
    assert.match(diagnostics[0]!.message, /^The file ends 5000 bytes before its event data does\./);
  });

  it('keeps what stands before a damage, and says where that is', () => {
    const bytes = traceText(EVENTS, { version: 6 });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('flyrecord');
    bytes.set(new ByteWriter().text('flyrecorx').finish(), at);
    const file = read(bytes);
    assert.equal(file.formats.length, tracepoints.length);
    assert.deepEqual(file.buffers, []);
    assert.deepEqual(
      file.diagnostics.map(({ code, offset }) => [code, offset]),
      [['damaged-section', at]],
    );
  });

  it('refuses a file that ends before the layout of its sub-buffers', () => {
    const bytes = traceText(EVENTS, { version: 6 });
    assert.throws(() => read(bytes.subarray(0, 60)), /header_page at byte 0x\w+: needs \d+ bytes/);
  });

  it('loses one CPU by an offset that no file has, and not the others', () => {
    const bytes = traceText(EVENTS, { version: 6 });
    const { cpus } = read(bytes).buffers[0]!;
    const at = new TextDecoder('latin1').decode(bytes).indexOf('flyrecord\0') + 10;
    new DataView(bytes.buffer).setBigUint64(at, 1n << 60n, true);
    const file = read(bytes);
    assert.deepEqual(file.buffers[0]?.cpus, cpus.slice(1));
    assert.match(file.diagnostics[0]!.message, /data offset of CPU 0 .* The events of CPU 0 were/);
  });

  it('does not believe in a hundred thousand CPUs', () => {
    const bytes = traceText(EVENTS, { version: 6 });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('options  \0') - 4;
    new DataView(bytes.buffer).setUint32(at, 100_001, true);
    const { buffers, diagnostics } = read(bytes);
    assert.deepEqual(buffers, []);
    assert.match(diagnostics[0]!.message, /CPU table at byte 0x\w+: says 100001 CPUs/);
  });
});
