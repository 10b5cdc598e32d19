import type { Decompressor } from '../ByteSource';
import type { CompressionName } from './TraceDatFile';

/** Inflates a frame and checks that it has the size the file says. */
export function inflate(
  from: {
    readonly compression: CompressionName | undefined;
    readonly decompressor: Decompressor;
  },
  packed: Uint8Array,
  unpackedBytes: number,
): Uint8Array {
  const { compression, decompressor } = from;
  const bytes =
    compression === 'zlib'
      ? decompressor.zlib(packed, unpackedBytes)
      : decompressor.zstd(packed, unpackedBytes);
  if (bytes.length !== unpackedBytes) {
    throw new Error(`${bytes.length} bytes came out instead of ${unpackedBytes}`);
  }
  return bytes;
}
