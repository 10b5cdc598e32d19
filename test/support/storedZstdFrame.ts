import { ByteWriter } from './ByteWriter';

const MOST_BLOCK_BYTES = 128 << 10;

/**
 * A zstd frame of raw blocks (RFC 8878): valid for every decoder, and written without one. Like
 * trace-cmd's frames it does not say how much it holds.
 */
export function storedZstdFrame(bytes: Uint8Array): Uint8Array {
  const out = new ByteWriter(true).u32(0xfd2f_b528).u8(0).u8(0x58);
  let at = 0;
  do {
    const block = bytes.subarray(at, at + MOST_BLOCK_BYTES);
    at += block.length;
    const header = (at >= bytes.length ? 1 : 0) + block.length * 8;
    out
      .u8(header & 0xff)
      .u8((header >>> 8) & 0xff)
      .u8(header >>> 16)
      .bytes(block);
  } while (at < bytes.length);
  return out.finish();
}
