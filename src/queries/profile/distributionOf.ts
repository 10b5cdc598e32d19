import { bucketFromNs } from '../../base/DurationBuckets';
import type { SparseCounts } from '../../base/DurationCounts';
import type { DurationSummary } from '../../analyses/exits/Durations';
import type { RunDistribution } from '../../protocol/compare';

/** A profile's distribution; undefined: nothing was counted. `exact`: percentiles that are known better than by buckets. */
export function distributionOf(
  id: string,
  sparse: SparseCounts,
  exact?: DurationSummary,
): RunDistribution | undefined {
  const total = sparse.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  return {
    id,
    ...sparse,
    total,
    p50Ns: exact?.p50Ns ?? quantileOf(sparse, total, 0.5),
    p99Ns: exact?.p99Ns ?? quantileOf(sparse, total, 0.99),
  };
}

/** Durations even within a bucket: where the middle is between two buckets, a few more or less move it little. */
function quantileOf(
  { buckets, counts }: Pick<RunDistribution, 'buckets' | 'counts'>,
  total: number,
  share: number,
): number {
  const byBucket = new Map<number, number>();
  buckets.forEach((bucket, at) => byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[at]!));
  const rank = share * total;
  let passed = 0;
  for (const [bucket, count] of [...byBucket].sort(([a], [b]) => a - b)) {
    if (passed + count >= rank) {
      const fromNs = bucketFromNs(bucket);
      const within = (rank - passed) / count;
      return Math.floor(fromNs + within * (bucketFromNs(bucket + 1) - fromNs));
    }
    passed += count;
  }
  return 0;
}
