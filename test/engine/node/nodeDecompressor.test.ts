import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor, ZstdStream } from '../../../src/formats/ByteSource';
import { rleZstdFrame } from '../../support/rleZstdFrame';
import { zstdPieces } from '../../support/perfData/zstdPieces';
import { storedZstdFrame } from '../../support/storedZstdFrame';

const bytes = Uint8Array.from({ length: 40_960 }, (_, index) => (index * 7) & 0xff);

describe('nodeDecompressor', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  it('inflates zlib into an array of its own', () => {
    const inflated = decompressor.zlib(new Uint8Array(deflateSync(bytes)), bytes.length);
    assert.deepEqual(inflated, bytes);
    assert.equal(inflated.constructor, Uint8Array);
  });

  it('inflates zstd frames that do not say how much they hold', () => {
    assert.deepEqual(decompressor.zstd(storedZstdFrame(bytes), bytes.length), bytes);
  });

  it('never returns as many bytes as were asked for when the block holds others', () => {
    for (const size of [bytes.length - 1, bytes.length + 1]) {
      for (const inflate of [
        () => decompressor.zlib(new Uint8Array(deflateSync(bytes)), size),
        () => decompressor.zstd(storedZstdFrame(bytes), size),
      ]) {
        let length = -1;
        try {
          ({ length } = inflate());
        } catch (error) {
          assert.ok(error instanceof Error);
        }
        assert.notEqual(length, size);
      }
    }
  });

  it('works on after a bomb and after noise', () => {
    const noise = new Uint8Array(100).fill(0xaa);
    assert.throws(() => decompressor.zlib(noise, 10));
    for (const packed of [noise, rleZstdFrame(64 << 20)]) {
      let length = 0;
      try {
        ({ length } = decompressor.zstd(packed, 10));
      } catch (error) {
        assert.ok(error instanceof Error);
      }
      assert.notEqual(length, 10);
    }
    assert.deepEqual(decompressor.zstd(storedZstdFrame(bytes), bytes.length), bytes);
  });

  describe('as a stream', () => {
    /** What a piece inflates to, read in steps of `step` bytes. */
    const inflated = (stream: ZstdStream, piece: Uint8Array, step: number): number[] => {
      const target = new Uint8Array(step);
      const all: number[] = [];
      stream.feed(piece);
      for (let got = stream.read(target); got > 0; got = stream.read(target)) {
        all.push(...target.subarray(0, got));
      }
      return all;
    };

    it('gives everything a piece holds before it asks for the next', () => {
      fc.assert(
        fc.property(
          fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 }), { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 1, max: 500 }),
          (pieces, step) => {
            const stream = decompressor.zstdStream();
            zstdPieces(pieces).forEach((packed, index) => {
              assert.deepEqual(inflated(stream, packed, step), [...pieces[index]!]);
            });
            stream.close();
          },
        ),
        { numRuns: 30 },
      );
    });

    it('inflates what is larger than its buffers', () => {
      const large = Uint8Array.from({ length: 700_000 }, (_, index) => (index * index) >>> 7);
      const stream = decompressor.zstdStream();
      const [packed] = zstdPieces([large]);
      assert.deepEqual(Uint8Array.from(inflated(stream, packed!, 1 << 16)), large);
      stream.close();
    });

    it('ends with an error on noise, and leaves other streams alone', () => {
      const [first, second] = zstdPieces([bytes, bytes]);
      const good = decompressor.zstdStream();
      assert.equal(inflated(good, first!, 4096).length, bytes.length);
      const bad = decompressor.zstdStream();
      assert.throws(() => inflated(bad, new Uint8Array(100).fill(0xaa), 4096), /zstd error/);
      bad.close();
      assert.deepEqual(Uint8Array.from(inflated(good, second!, 4096)), bytes);
      good.close();
    });
  });
});
