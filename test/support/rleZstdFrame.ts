import { ByteWriter } from './ByteWriter';

const MOST_BLOCK_BYTES = 128 << 10;

/** A zstd frame of `bytes` zeros in a few bytes (RFC 8878, RLE blocks): what a decompression bomb is made of. */
export function rleZstdFrame(bytes: number): Uint8Array {
  const out = new ByteWriter(true).u32(0xfd2f_b528).u8(0).u8(0x58);
  for (let left = bytes; left > 0; left -= MOST_BLOCK_BYTES) {
    const size = Math.min(left, MOST_BLOCK_BYTES);
    const header = (left <= MOST_BLOCK_BYTES ? 1 : 0) + 2 + size * 8;
    out
      .u8(header & 0xff)
      .u8((header >>> 8) & 0xff)
      .u8(header >>> 16)
      .u8(0);
  }
  return out.finish();
}
