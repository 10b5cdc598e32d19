import { ByteWriter } from './ByteWriter';

/** What a block can hold at most. */
export const MOST_BLOCK_BYTES = 128 << 10;

const MAGIC = 0xfd2f_b528;
/** A window of 2 MB, no checksum, and no word of how much there is. */
const DESCRIPTOR = 0;
const WINDOW = 0x58;
const LAST = 1;
const KINDS = { raw: 0, rle: 2 };

/** The start of a zstd frame (RFC 8878), for blocks to follow. */
export function zstdFrame(): ByteWriter {
  return new ByteWriter(true).u32(MAGIC).u8(DESCRIPTOR).u8(WINDOW);
}

/** Appends a block. `size`: of what it inflates to. */
export function addZstdBlock(
  out: ByteWriter,
  block: {
    readonly kind: keyof typeof KINDS;
    readonly isLast: boolean;
    readonly size: number;
    readonly content: Uint8Array;
  },
): void {
  const header = (block.isLast ? LAST : 0) + KINDS[block.kind] + block.size * 8;
  out
    .u8(header & 0xff)
    .u8((header >>> 8) & 0xff)
    .u8(header >>> 16)
    .bytes(block.content);
}
