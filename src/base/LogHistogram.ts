import { grown } from './grown';

/** Buckets of a power of two: a bucket is at most 1/2048 of its values wide. */
const BUCKETS = 2048;
const BUCKET_BITS = 11;
const MOST_UINT32 = 0xffff_ffff;

/** How often whole numbers occurred, to within 0.05 %: bounded memory for any number of them. */
export class LogHistogram {
  private counts = new Float64Array(BUCKETS);

  /** `value`: a whole number, 0 or more. */
  add(value: number, count: number): void {
    const bucket = bucketOf(value);
    if (bucket >= this.counts.length) this.grow(bucket);
    this.counts[bucket]! += count;
  }

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
      const middle = middleOf(bucket);
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
      return middleOf(bucket);
    });
  }

  private grow(bucket: number): void {
    const length = (Math.floor(bucket / BUCKETS) + 1) * BUCKETS;
    this.counts = grown(this.counts, new Float64Array(length));
  }
}

/** Values below 2048 have a bucket each; from then on each power of two has 2048 of equal width. */
function bucketOf(value: number): number {
  if (value < BUCKETS) return value;
  if (value <= MOST_UINT32) {
    const power = 31 - Math.clz32(value) - BUCKET_BITS;
    return power * BUCKETS + (value >>> power);
  }
  const power = Math.floor(Math.log2(value)) - BUCKET_BITS;
  const inPower = Math.floor(value / 2 ** power) - BUCKETS;
  // A logarithm that rounds across a power of two must not leave the power's buckets.
  return (power + 1) * BUCKETS + Math.min(Math.max(inPower, 0), BUCKETS - 1);
}

function middleOf(bucket: number): number {
  if (bucket < BUCKETS) return bucket;
  const width = 2 ** (Math.floor(bucket / BUCKETS) - 1);
  return Math.floor(((bucket % BUCKETS) + BUCKETS + 0.5) * width);
}
