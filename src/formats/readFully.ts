import type { ByteSource } from './ByteSource';

/** Reads until `target` is full or the source ends; returns the bytes read. */
export function readFully(source: ByteSource, target: Uint8Array, offset: number): number {
  let filled = 0;
  while (filled < target.length) {
    const got = source.read(target.subarray(filled), offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}
