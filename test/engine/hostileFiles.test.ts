import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../src/formats/ByteSource';
import { FormatError } from '../../src/formats/FormatError';
import { ByteWriter } from '../support/ByteWriter';
import { MemoryPeak } from '../support/fuzz/MemoryPeak';
import { openedWith } from '../support/openTrace';
import type { AnalysedTrace } from '../support/openTrace';
import { rleZstdFrame } from '../support/rleZstdFrame';
import { traceText } from '../support/traceText';

const MEGABYTE = 1 << 20;
const EVENTS = '1 cpu0 100 kvm_entry vcpu_id=0';

interface Section {
  readonly id: number;
  readonly packed: Uint8Array;
  readonly unpackedBytes: number;
}

/** A version 7 file of these compressed sections; all but options (id 0) are pointed at by the last section. */
function packedFile(compression: 'zstd' | 'zlib', sections: readonly Section[]): Uint8Array {
  const header = (optionsAt: number): ByteWriter => {
    const out = new ByteWriter().text('\x17\x08Dtracing').zstr('7').u8(0).u8(8).u32(4096);
    return out.zstr(compression).zstr('1').u64(optionsAt);
  };
  const start = header(0).length;
  const body = new ByteWriter();
  const options = new ByteWriter();
  for (const { id, packed, unpackedBytes } of sections) {
    options
      .u16(id)
      .u32(8)
      .u64(start + body.length);
    body
      .u16(id)
      .u16(1)
      .u32(0)
      .u64(packed.length + 8);
    body.u32(packed.length).u32(unpackedBytes).bytes(packed);
  }
  options.u16(0).u32(8).u64(0);
  const out = header(start + body.length).bytes(body.finish());
  return out.u16(0).u16(0).u32(0).u64(options.length).bytes(options.finish()).finish();
}

/** `traceText` of one CPU, whose chunks are replaced. */
function withChunks(
  compression: 'zstd' | 'zlib',
  chunks: readonly [Uint8Array, number][],
): Uint8Array {
  const data = new ByteWriter().u32(chunks.length);
  for (const [packed, unpackedBytes] of chunks) {
    data.u32(packed.length).u32(unpackedBytes).bytes(packed);
  }
  const buffer = new ByteWriter().u64(0).zstr('').zstr('local').u32(4096).u32(1);
  const bytes = traceText(EVENTS, { compression });
  // Behind everything: only an option points at it. The recording's own buffer is dropped.
  const option = buffer
    .u32(1)
    .u64(bytes.length + 200)
    .u64(data.length)
    .finish();
  const rewritten = traceText(EVENTS, { compression, options: [{ id: 3, payload: option }] });
  const all = new ByteWriter().bytes(rewritten);
  return all
    .bytes(new Uint8Array(bytes.length + 200 - rewritten.length))
    .bytes(data.finish())
    .finish();
}

describe('a file made to do harm', function () {
  this.timeout(30_000);
  let decompressor: Decompressor;
  const memory = new MemoryPeak();
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  /** Opens it within bounds; what is said of it. */
  function messages(bytes: Uint8Array): string[] {
    let said: string[] = [];
    const grown = memory.during(() => {
      try {
        const { recording } = openedWith(decompressor, bytes);
        said = recording.diagnostics.map(({ message }) => message);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        said = [error.message];
      }
    });
    assert.ok(grown < 300 * MEGABYTE, `grew by ${grown} bytes`);
    return said;
  }

  it('does not get gigabytes by saying that a section holds them', () => {
    const bomb = { id: 16, packed: rleZstdFrame(4096), unpackedBytes: 0xffff_ffff };
    assert.match(messages(packedFile('zstd', [bomb]))[0]!, /says it inflates to 4294967295 bytes/);
  });

  it('does not get more memory with many sections than with one', () => {
    const unpackedBytes = 30 * MEGABYTE;
    const sections = [16, 17, 18, 21].map((id) => ({
      id,
      packed: rleZstdFrame(unpackedBytes),
      unpackedBytes,
    }));
    const said = messages(packedFile('zstd', sections));
    assert.equal(said.filter((message) => message.includes('says it inflates to')).length, 3);
  });

  for (const compression of ['zlib', 'zstd'] as const) {
    it(`is caught when a chunk inflates to more than it says: ${compression}`, () => {
      const bytes = 200 * MEGABYTE;
      const packed =
        compression === 'zlib'
          ? new Uint8Array(deflateSync(new Uint8Array(bytes)))
          : rleZstdFrame(bytes);
      const said = messages(withChunks(compression, [[packed, MEGABYTE]]));
      assert.match(said.join(), /a compressed chunk could not be unpacked/);
    });
  }

  it('is left when its data packs better than any recording', () => {
    const chunk: [Uint8Array, number] = [rleZstdFrame(MEGABYTE), MEGABYTE];
    const said = messages(
      withChunks(
        'zstd',
        Array.from({ length: 2000 }, () => chunk),
      ),
    );
    assert.match(
      said.join(),
      /inflate to \d+, which no recording does; the rest of this CPU was left out/,
    );
  });

  it('does not get a page in memory for each of a thousand CPUs that are not there', () => {
    const cpus = 60_000;
    const option = new ByteWriter().u64(0).zstr('').zstr('local').u32(4096).u32(cpus);
    for (let hostCpu = 0; hostCpu < cpus; hostCpu++) option.u32(hostCpu).u64(64).u64(4096);
    const options = [{ id: 3, payload: option.finish() }];
    assert.match(
      messages(traceText(EVENTS, { compression: 'none', options }))[0]!,
      /^CPU table at byte 0x\w+: it lists 60001 CPUs with sub-buffers of 4096 bytes, more than the file can hold\./,
    );
  });

  it('does not get the largest sub-buffers for CPUs that have none', () => {
    const option = new ByteWriter()
      .u64(0)
      .zstr('')
      .zstr('local')
      .u32(16 << 20)
      .u32(64);
    for (let hostCpu = 0; hostCpu < 64; hostCpu++) option.u32(hostCpu).u64(64).u64(4096);
    const options = [{ id: 3, payload: option.finish() }];
    assert.match(messages(traceText(EVENTS, { options }))[0]!, /more than the file can hold/);
  });

  it('may name a hundred thousand threads, each a vCPU', () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `${index} cpu0 ${index + 1} kvm_entry vcpu_id=${index}`,
    );
    const bytes = traceText(lines.join('\n'), { compression: 'none' });
    let trace: AnalysedTrace | undefined;
    const grown = memory.during(() => {
      trace = openedWith(decompressor, bytes);
      assert.equal(trace.directory.vms.length, 1);
    });
    assert.ok(grown < 300 * MEGABYTE, `grew by ${grown} bytes`);
  });
});
