import { ByteWriter } from '../ByteWriter';
import { addZstdBlock, MOST_BLOCK_BYTES, zstdFrame } from '../zstdBlocks';

/** The pieces as one zstd stream of raw blocks that is flushed behind each and never ends. */
export function zstdPieces(pieces: readonly Uint8Array[]): Uint8Array[] {
  return pieces.map((piece, index) => {
    const out = index === 0 ? zstdFrame() : new ByteWriter(true);
    for (let at = 0; at < piece.length; at += MOST_BLOCK_BYTES) {
      const content = piece.subarray(at, at + MOST_BLOCK_BYTES);
      addZstdBlock(out, { kind: 'raw', isLast: false, size: content.length, content });
    }
    return out.finish();
  });
}
