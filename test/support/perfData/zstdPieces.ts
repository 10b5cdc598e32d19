import { ByteWriter } from '../ByteWriter';

const MOST_BLOCK_BYTES = 128 << 10;

/** The pieces as one zstd stream (RFC 8878, raw blocks) that is flushed behind each and never ends. */
export function zstdPieces(pieces: readonly Uint8Array[]): Uint8Array[] {
  return pieces.map((piece, index) => {
    const out = new ByteWriter(true);
    if (index === 0) out.u32(0xfd2f_b528).u8(0).u8(0x58);
    for (let at = 0; at < piece.length; at += MOST_BLOCK_BYTES) {
      const block = piece.subarray(at, at + MOST_BLOCK_BYTES);
      const header = block.length * 8;
      out
        .u8(header & 0xff)
        .u8((header >>> 8) & 0xff)
        .u8(header >>> 16)
        .bytes(block);
    }
    return out.finish();
  });
}
