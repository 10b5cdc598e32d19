import { bucketFromNs } from '../../base/DurationBuckets';
import type { RunDistribution } from '../../protocol/compare';

export const BINS_A_DECADE = 10;

/** Part of all durations, 0 to 1, by tenth of a decade. */
export function durationShares({
  buckets,
  counts,
  total,
}: RunDistribution): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  buckets.forEach((bucket, at) => {
    const middleNs = (bucketFromNs(bucket) + bucketFromNs(bucket + 1)) / 2;
    const bin = Math.floor(Math.log10(Math.max(1, middleNs)) * BINS_A_DECADE);
    shares.set(bin, (shares.get(bin) ?? 0) + counts[at]! / total);
  });
  return shares;
}
