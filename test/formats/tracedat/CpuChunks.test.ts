import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import type { Diagnostic } from '../../../src/formats/Diagnostic';
import { memorySource } from '../../../src/formats/memorySource';
import { CpuChunks } from '../../../src/formats/tracedat/CpuChunks';
import type { ChunkOptions } from '../../../src/formats/tracedat/CpuChunks';
import { ByteWriter } from '../../support/ByteWriter';

const PAGE = 256;
const OFFSET = 64;

/** Chunk `n` holds pages filled with `n`. */
interface MadeChunk {
  readonly fill: number;
  readonly bytes?: number;
  readonly packedSays?: number;
  readonly unpackedSays?: number;
  readonly broken?: true;
}

function packedData(chunks: readonly MadeChunk[], countSays = chunks.length): Uint8Array {
  const out = new ByteWriter().bytes(new Uint8Array(OFFSET)).u32(countSays);
  for (const { fill, bytes = 2 * PAGE, packedSays, unpackedSays, broken } of chunks) {
    const packed = new Uint8Array(deflateSync(new Uint8Array(bytes).fill(fill)));
    if (broken) packed.fill(0xff, 0, 4);
    out
      .u32(packedSays ?? packed.length)
      .u32(unpackedSays ?? bytes)
      .bytes(packed);
  }
  return out.finish();
}

describe('CpuChunks', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  function chunksOf(
    bytes: Uint8Array,
    options: Partial<ChunkOptions> = {},
  ): { chunks: CpuChunks; reported: Diagnostic[] } {
    const reported: Diagnostic[] = [];
    const chunks = new CpuChunks({
      source: memorySource('made', bytes),
      data: { hostCpu: 3, offset: OFFSET, bytes: bytes.length - OFFSET },
      pageBytes: PAGE,
      littleEndian: true,
      compression: 'zlib',
      decompressor,
      readBytes: 2 * PAGE,
      report: (diagnostic) => reported.push(diagnostic),
      ...options,
    });
    return { chunks, reported };
  }

  /** First byte, length and start of every chunk. */
  function all(chunks: CpuChunks): [fill: number, bytes: number, start: number][] {
    const found: [number, number, number][] = [];
    for (let chunk = chunks.next(); chunk; chunk = chunks.next()) {
      found.push([chunk.bytes[0]!, chunk.bytes.length, chunk.start]);
    }
    return found;
  }

  it('inflates one chunk after the other', () => {
    const { chunks, reported } = chunksOf(packedData([{ fill: 1 }, { fill: 2, bytes: PAGE }]));
    assert.deepEqual(all(chunks), [
      [1, 2 * PAGE, 0],
      [2, PAGE, 2 * PAGE],
    ]);
    assert.equal(chunks.isCut, false);
    assert.deepEqual(reported, []);
  });

  it('reads plain data in whole sub-buffers', () => {
    const plain = new Uint8Array(OFFSET + 5 * PAGE).fill(9, OFFSET);
    const { chunks, reported } = chunksOf(plain, { compression: undefined });
    assert.deepEqual(all(chunks), [
      [9, 2 * PAGE, 0],
      [9, 2 * PAGE, 2 * PAGE],
      [9, PAGE, 4 * PAGE],
    ]);
    assert.deepEqual(reported, []);
  });

  it('leaves out a sub-buffer that is cut off, and says so', () => {
    const plain = new Uint8Array(OFFSET + 2 * PAGE + 100).fill(9, OFFSET);
    const { chunks, reported } = chunksOf(plain, { compression: undefined });
    assert.deepEqual(all(chunks), [[9, 2 * PAGE, 0]]);
    assert.equal(chunks.isCut, true);
    assert.deepEqual(reported, [
      {
        severity: 'warning',
        code: 'damaged-cpu-data',
        message:
          'CPU 3 data at byte 0x240: 100 bytes of a cut-off sub-buffer were left out. ' +
          'Copy the file again, or record again.',
        offset: 0x240,
      },
    ]);
  });

  it('goes on behind a chunk that cannot be inflated, where the next one belongs', () => {
    const { chunks, reported } = chunksOf(
      packedData([{ fill: 1 }, { fill: 2, broken: true }, { fill: 3 }]),
    );
    assert.deepEqual(all(chunks), [
      [1, 2 * PAGE, 0],
      [3, 2 * PAGE, 4 * PAGE],
    ]);
    assert.match(
      reported[0]!.message,
      /a compressed chunk could not be unpacked \(incorrect header check\)/,
    );
  });

  it('does not take a chunk that inflates to another size than it says', () => {
    for (const unpackedSays of [PAGE, 3 * PAGE]) {
      const { chunks, reported } = chunksOf(packedData([{ fill: 1, unpackedSays }, { fill: 2 }]));
      assert.deepEqual(all(chunks), [[2, 2 * PAGE, unpackedSays]]);
      assert.match(reported[0]!.message, /could not be unpacked/);
    }
  });

  const absurd: readonly (readonly [string, MadeChunk])[] = [
    ['nothing', { fill: 2, unpackedSays: 0 }],
    ['gigabytes', { fill: 2, unpackedSays: 0xffff_ffff }],
    ['more than a recorder packs together', { fill: 2, unpackedSays: (1 << 20) + 1 }],
    ['more packed bytes than are left', { fill: 2, packedSays: 5000 }],
  ];
  for (const [what, chunk] of absurd) {
    it(`stops at a chunk that says it holds ${what}`, () => {
      const { chunks, reported } = chunksOf(packedData([{ fill: 1 }, chunk, { fill: 3 }]));
      assert.deepEqual(all(chunks), [[1, 2 * PAGE, 0]]);
      assert.match(reported[0]!.message, /which cannot be; the rest of this CPU was left out/);
      assert.equal(chunks.next(), undefined);
    });
  }

  it('stops where the data ends before its count of chunks', () => {
    const { chunks, reported } = chunksOf(packedData([{ fill: 1 }], 5));
    assert.deepEqual(all(chunks), [[1, 2 * PAGE, 0]]);
    assert.match(reported[0]!.message, /the data ends before its last compressed chunk/);
    assert.equal(chunks.isCut, true);
  });

  it('takes smaller chunks only when hundreds of CPUs are read at the same time', () => {
    const bytes = packedData([{ fill: 1, bytes: 512 << 10 }]);
    assert.equal(all(chunksOf(bytes, { streamCount: 4 }).chunks).length, 1);
    const { chunks, reported } = chunksOf(bytes, { streamCount: 4000 });
    assert.deepEqual(all(chunks), []);
    assert.match(reported[0]!.message, /which cannot be/);
  });

  it('finds any chunk again by a position in it', () => {
    const bytes = packedData([{ fill: 1 }, { fill: 2, broken: true }, { fill: 3 }]);
    const { chunks } = chunksOf(bytes);
    all(chunks);
    const found = (position: number): unknown[] => {
      const chunk = chunks.around(position);
      return [chunk?.bytes[0], chunk?.start];
    };
    assert.deepEqual(found(0), [1, 0]);
    assert.deepEqual(found(2 * PAGE - 4), [1, 0]);
    assert.deepEqual(found(4 * PAGE), [3, 4 * PAGE]);
    assert.equal(chunks.around(0)?.fileOffset, OFFSET + 4);
  });

  it('finds the sub-buffer around a position of plain data', () => {
    const plain = new Uint8Array(OFFSET + 3 * PAGE).fill(7, OFFSET + PAGE);
    const { chunks } = chunksOf(plain, { compression: undefined });
    const page = chunks.around(PAGE + 20);
    assert.deepEqual(
      [page?.bytes[0], page?.bytes.length, page?.start, page?.fileOffset],
      [7, PAGE, PAGE, OFFSET + PAGE],
    );
  });

  it('counts the bytes of the file it has read', () => {
    const bytes = packedData([{ fill: 1 }, { fill: 2 }]);
    const { chunks } = chunksOf(bytes);
    all(chunks);
    assert.equal(chunks.doneBytes, bytes.length - OFFSET);
  });
});
