import { inflateSync } from 'node:zlib';
import { ZSTDDecoder } from 'zstddec';
import type { Decompressor } from '../../formats/ByteSource';

/**
 * zlib by Node, zstd by WebAssembly: Node itself has zstd only from 22.15 on, and is slower on the
 * small frames of a trace.dat.
 */
export async function nodeDecompressor(): Promise<Decompressor> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return {
    zlib: (packed, size) => {
      // One byte over the stated size is let through, so that a larger result is seen as wrong.
      const bytes = inflateSync(packed, { maxOutputLength: size + 1 });
      // A Buffer's `slice` does not copy, a Uint8Array's does: callers rely on the latter.
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    zstd: (packed, size) => decoder.decode(packed, size),
  };
}
