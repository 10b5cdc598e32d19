import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { rleZstdFrame } from '../../support/rleZstdFrame';
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
});
