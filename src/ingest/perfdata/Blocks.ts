/** Bytes a block holds; the last one may hold fewer. */
export const BLOCK_BYTES = 1 << 16;

/** Runs of a long row of bytes, kept for the next look-up: what is looked at together lies together. */
export class Blocks {
  private readonly kept = new Map<number, Uint8Array>();

  /** `load`: the block with a number, as far as it reaches; empty behind the end. */
  constructor(
    private readonly load: (block: number) => Uint8Array,
    private readonly most: number,
  ) {}

  /** A copy of the bytes from `start` on, fewer than `length` where they end. */
  read(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const at = start + filled;
      const part = this.block(Math.floor(at / BLOCK_BYTES)).subarray(at % BLOCK_BYTES);
      if (part.length === 0) break;
      bytes.set(part.subarray(0, length - filled), filled);
      filled += Math.min(part.length, length - filled);
    }
    return bytes.subarray(0, filled);
  }

  /** Keeps a block that somebody came by. */
  keep(number: number, block: Uint8Array): void {
    this.kept.delete(number);
    this.kept.set(number, block);
    if (this.kept.size <= this.most) return;
    const [oldest] = this.kept.keys();
    this.kept.delete(oldest!);
  }

  private block(number: number): Uint8Array {
    const block = this.kept.get(number) ?? this.load(number);
    // The last one may grow while a file is read.
    if (block.length === BLOCK_BYTES) this.keep(number, block);
    return block;
  }
}
