import { addZstdBlock, MOST_BLOCK_BYTES, zstdFrame } from './zstdBlocks';

/**
 * A zstd frame of raw blocks: valid for every decoder, and written without one. Like trace-cmd's
 * frames it does not say how much it holds.
 */
export function storedZstdFrame(bytes: Uint8Array): Uint8Array {
  const out = zstdFrame();
  let at = 0;
  do {
    const content = bytes.subarray(at, at + MOST_BLOCK_BYTES);
    at += content.length;
    const isLast = at >= bytes.length;
    addZstdBlock(out, { kind: 'raw', isLast, size: content.length, content });
  } while (at < bytes.length);
  return out.finish();
}
