import type { ByteSource } from './ByteSource';

const PIECE_BYTES = 1 << 20;
/** x^32 + x^26 + … reversed: the polynomial of gzip and of `.gnu_debuglink`. */
const POLYNOMIAL = 0xedb8_8320;

/** CRC-32 of a whole file, read in pieces. */
export function crc32(source: ByteSource): number {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ ((value & 1) * POLYNOMIAL);
    return value;
  });
  const piece = new Uint8Array(Math.min(PIECE_BYTES, source.size));
  let crc = 0xffff_ffff;
  for (let offset = 0; offset < source.size;) {
    const got = source.read(piece, offset);
    if (got === 0) break;
    for (let at = 0; at < got; at++) crc = table[(crc ^ piece[at]!) & 0xff]! ^ (crc >>> 8);
    offset += got;
  }
  return ~crc >>> 0;
}
