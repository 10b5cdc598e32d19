import { bucketFromNs } from './DurationBuckets';
import type { SparseCounts } from './DurationCounts';

/**
 * Durations of a whole run in ascending order, even within a bucket: where the middle is between two
 * buckets, a few more or less move it little. Of at least one duration.
 */
export class DurationSpread {
  private readonly buckets: readonly number[];
  /** Up to the end of each of them. */
  private readonly passed: Float64Array;

  constructor({ buckets, counts }: Pick<SparseCounts, 'buckets' | 'counts'>) {
    const byBucket = new Map<number, number>();
    buckets.forEach((bucket, at) =>
      byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[at]!),
    );
    this.buckets = [...byBucket.keys()].sort((a, b) => a - b);
    this.passed = new Float64Array(this.buckets.length);
    let passed = 0;
    this.buckets.forEach((bucket, at) => {
      this.passed[at] = passed += byBucket.get(bucket)!;
    });
  }

  /** The duration that a share of all of them are below, ns. */
  at(share: number): number {
    const wanted = share * this.passed.at(-1)!;
    let at = 0;
    while (at < this.passed.length - 1 && this.passed[at]! < wanted) at++;
    const before = at === 0 ? 0 : this.passed[at - 1]!;
    const within = (wanted - before) / (this.passed[at]! - before);
    const fromNs = bucketFromNs(this.buckets[at]!);
    return fromNs + within * (bucketFromNs(this.buckets[at]! + 1) - fromNs);
  }
}
