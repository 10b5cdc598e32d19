import { addZstdBlock, MOST_BLOCK_BYTES, zstdFrame } from './zstdBlocks';

/** A zstd frame of `bytes` zeros in a few bytes (RLE blocks): what a decompression bomb is made of. */
export function rleZstdFrame(bytes: number): Uint8Array {
  const out = zstdFrame();
  for (let left = bytes; left > 0; left -= MOST_BLOCK_BYTES) {
    const size = Math.min(left, MOST_BLOCK_BYTES);
    const isLast = left <= MOST_BLOCK_BYTES;
    addZstdBlock(out, { kind: 'rle', isLast, size, content: Uint8Array.of(0) });
  }
  return out.finish();
}
