import { grown } from './grown';

/** A power of two has 2048 buckets: each is at most 1/2048 of its values wide. */
const USUAL_BITS = 11;
const MOST_UINT32 = 0xffff_ffff;

/** How often whole numbers occurred, to within 0.05 %: bounded memory for any number of them. */
export class LogHistogram {
  private readonly buckets: number;
  private counts: Float64Array;

  /** `bits`: a power of two has so many buckets; 4 for 3 %, where there are many histograms. */
  constructor(private readonly bits = USUAL_BITS) {
    this.buckets = 2 ** bits;
    this.counts = new Float64Array(this.buckets);
  }

  /** `value`: a whole number, 0 or more. */
  add(value: number, count: number): void {
    const bucket = this.bucketOf(value);
    if (bucket >= this.counts.length) this.grow(bucket);
    this.counts[bucket]! += count;
  }

  /** `other`: of as many bits. */
  addAll(other: LogHistogram): void {
    if (other.counts.length > this.counts.length) this.grow(other.counts.length - 1);
    for (let bucket = 0; bucket < other.counts.length; bucket++) {
      this.counts[bucket]! += other.counts[bucket]!;
    }
  }

  /** How many values lie from `from` to `to`, as told by the middles of their buckets. */
  countWithin(from: number, to: number): number {
    let count = 0;
    for (let bucket = 0; bucket < this.counts.length; bucket++) {
      const middle = this.middleOf(bucket);
      if (middle >= from && middle <= to) count += this.counts[bucket]!;
    }
    return count;
  }

  /** Middle of the bucket that holds the value of each rank (0 = the smallest), ranks ascending. */
  valuesAt(ranks: readonly number[]): number[] {
    let bucket = 0;
    let before = 0;
    return ranks.map((rank) => {
      while (before + this.counts[bucket]! <= rank) before += this.counts[bucket++]!;
      return this.middleOf(bucket);
    });
  }

  private grow(bucket: number): void {
    const length = (Math.floor(bucket / this.buckets) + 1) * this.buckets;
    this.counts = grown(this.counts, new Float64Array(length));
  }

  /** Values below the number of buckets have one each; from then on each power of two has that many of equal width. */
  private bucketOf(value: number): number {
    const { bits, buckets } = this;
    if (value < buckets) return value;
    if (value <= MOST_UINT32) {
      const power = 31 - Math.clz32(value) - bits;
      return power * buckets + (value >>> power);
    }
    const power = Math.floor(Math.log2(value)) - bits;
    const inPower = Math.floor(value / 2 ** power) - buckets;
    // A logarithm that rounds across a power of two must not leave the power's buckets.
    return (power + 1) * buckets + Math.min(Math.max(inPower, 0), buckets - 1);
  }

  private middleOf(bucket: number): number {
    const { buckets } = this;
    if (bucket < buckets) return bucket;
    const width = 2 ** (Math.floor(bucket / buckets) - 1);
    return Math.floor(((bucket % buckets) + buckets + 0.5) * width);
  }
}
