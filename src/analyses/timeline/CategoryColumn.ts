import { grown } from '../../base/grown';

/** In place of a category: none. */
export const NO_CATEGORY = 255;
/** Categories that a column tells apart; of more, the further ones count as the last. */
export const MOST_CATEGORIES = 255;
const FIRST_ENTRIES = 16;
const FIRST_BLOCKS = 4;

/**
 * The category of each entry, a byte each, and by category what all entries before a block come to.
 * Categories are numbered here in the order they are met: few of those that there are occur in one
 * lane, and sums are kept of these only.
 */
export class CategoryColumn {
  /** By local number: the category. */
  readonly ids: number[] = [];
  /** By local number: sum of all entries so far. */
  readonly totals = new Float64Array(MOST_CATEGORIES + 1);
  private readonly locals: number[] = [];
  private length = 0;
  private blockCount = 0;
  private codes = new Uint8Array(FIRST_ENTRIES);
  /** By local number, by block: sum of the entries before it. */
  private readonly before: Float64Array[] = [];

  /** Local number of a category; a new one gets the next. */
  localOf(id: number): number {
    return this.locals[id] ?? this.number(id);
  }

  push(local: number): void {
    if (this.length === this.codes.length) {
      this.codes = grown(this.codes, new Uint8Array(this.length * 2));
    }
    this.codes[this.length++] = local;
  }

  /** The entries from the next one on are of a new block. */
  beginBlock(): void {
    const block = this.blockCount++;
    for (let local = 0; local < this.before.length; local++) {
      let sums = this.before[local]!;
      if (block >= sums.length) {
        sums = grown(sums, new Float64Array(Math.max(FIRST_BLOCKS, block * 2)));
        this.before[local] = sums;
      }
      sums[block] = this.totals[local]!;
    }
  }

  /** Local number of an entry's category, or NO_CATEGORY. */
  at(index: number): number {
    return this.codes[index]!;
  }

  /** Sum of a category over the entries before a block; over all, for the block after the last one. */
  sumBefore(local: number, block: number): number {
    return block < this.blockCount ? this.before[local]![block]! : this.totals[local]!;
  }

  /** Whether a block has entries of a category. */
  isIn(local: number, block: number): boolean {
    return this.sumBefore(local, block + 1) > this.sumBefore(local, block);
  }

  trim(): void {
    this.codes = this.codes.slice(0, this.length);
    this.before.forEach((sums, local) => {
      this.before[local] = sums.slice(0, this.blockCount);
    });
  }

  get bytes(): number {
    return this.before.reduce((sum, { byteLength }) => sum + byteLength, this.codes.byteLength);
  }

  private number(id: number): number {
    if (this.ids.length === MOST_CATEGORIES) return MOST_CATEGORIES - 1;
    const local = this.ids.push(id) - 1;
    this.locals[id] = local;
    // Of the blocks so far, none has any of it.
    this.before.push(new Float64Array(Math.max(FIRST_BLOCKS, this.blockCount)));
    return local;
  }
}
