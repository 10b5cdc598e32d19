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

/** Middle of the bucket that holds the nearest rank. */
function quantileOf(
  { buckets, counts }: Pick<RunDistribution, 'buckets' | 'counts'>,
  total: number,
  share: number,
): number {
  const byBucket = new Map<number, number>();
  buckets.forEach((bucket, at) => byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[at]!));
  const rank = Math.ceil(share * total);
  let passed = 0;
  for (const [bucket, count] of [...byBucket].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed >= rank) return Math.floor((bucketFromNs(bucket) + bucketFromNs(bucket + 1)) / 2);
  }
  return 0;
}
