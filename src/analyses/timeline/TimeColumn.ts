import { lowerBound } from '../../base/bisect';
import { grown } from '../../base/grown';
import { TWO_32 } from '../../base/twoTo32';

/** Times of a block: what is summed up by block is looked up in as many steps. */
const BLOCK_TIMES = 128;
const FIRST_TIMES = 16;
const FIRST_BLOCKS = 4;

/**
 * Times (whole ns) in order, 4 bytes each: blocks of at most BLOCK_TIMES hold what they are past
 * their first. Where more than 2^32 ns pass, a block ends early.
 */
export class TimeColumn {
  length = 0;
  blockCount = 0;
  private past = new Uint32Array(FIRST_TIMES);
  private bases = new Float64Array(FIRST_BLOCKS);
  /** By block: index of its first time. */
  private firsts = new Uint32Array(FIRST_BLOCKS);
  private lastNs = -Infinity;
  /** Of the last block: its first time, and how many times there are when it is full. */
  private baseNs = 0;
  private fullAt = 0;

  /** A time before the latest counts as that one. Tells whether a block began. */
  push(timeNs: number): boolean {
    const atNs = timeNs > this.lastNs ? timeNs : this.lastNs;
    this.lastNs = atNs;
    const { length } = this;
    if (length === this.past.length) this.past = grown(this.past, new Uint32Array(length * 2));
    const pastNs = atNs - this.baseNs;
    this.length = length + 1;
    if (length < this.fullAt && pastNs < TWO_32) {
      this.past[length] = pastNs;
      return false;
    }
    this.beginBlock(length, atNs);
    return true;
  }

  /** Time of an entry, of which `block` is the block. */
  timeIn(block: number, index: number): number {
    return this.bases[block]! + this.past[index]!;
  }

  timeAt(index: number): number {
    return this.timeIn(this.blockOf(index), index);
  }

  /** Time of a block's first entry. */
  baseOf(block: number): number {
    return this.bases[block]!;
  }

  /** Index of a block's first entry; of the block after the last one, where it would be. */
  firstOf(block: number): number {
    return block < this.blockCount ? this.firsts[block]! : this.length;
  }

  blockOf(index: number): number {
    // No block holds more than BLOCK_TIMES: only blocks that ended early put it further on.
    let block = Math.floor(index / BLOCK_TIMES);
    if (this.firstOf(block + 1) > index) return block;
    block = lowerBound(this.firsts, index + 1, block, this.blockCount) - 1;
    return block;
  }

  /** The last block that begins at or before a time, -1: none does. `from`: one that does, or 0. */
  blockAt(timeNs: number, from = 0): number {
    // Whoever walks finds it near by.
    let step = 1;
    let low = from;
    while (low + step < this.blockCount && this.bases[low + step]! <= timeNs) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, this.blockCount);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.bases[middle]! <= timeNs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** How many times are before a time. */
  countBefore(timeNs: number): number {
    let low = 0;
    // Equal times may go on over several blocks: the first that begins at or after it bounds them.
    let high = this.blockCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.bases[middle]! < timeNs) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const block = low - 1;
    const pastNs = timeNs - this.bases[block]!;
    return lowerBound(this.past, pastNs, this.firsts[block], this.firstOf(low));
  }

  /** Gives back what growing took in advance: nothing more comes. */
  trim(): void {
    this.past = this.past.slice(0, this.length);
    this.bases = this.bases.slice(0, this.blockCount);
    this.firsts = this.firsts.slice(0, this.blockCount);
  }

  get bytes(): number {
    return this.past.byteLength + this.bases.byteLength + this.firsts.byteLength;
  }

  private beginBlock(first: number, atNs: number): void {
    if (this.blockCount === this.bases.length) {
      this.bases = grown(this.bases, new Float64Array(this.blockCount * 2));
      this.firsts = grown(this.firsts, new Uint32Array(this.blockCount * 2));
    }
    this.bases[this.blockCount] = atNs;
    this.firsts[this.blockCount++] = first;
    this.past[first] = 0;
    this.baseNs = atNs;
    this.fullAt = first + BLOCK_TIMES;
  }
}
