import type { SparseCounts } from '../../base/DurationCounts';
import { DurationSpread } from '../../base/DurationSpread';
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
  return { id, ...sparse, total, ...percentilesOf(sparse, exact) };
}

function percentilesOf(
  sparse: SparseCounts,
  exact: DurationSummary | undefined,
): Pick<RunDistribution, 'p50Ns' | 'p99Ns'> {
  if (exact !== undefined) return { p50Ns: exact.p50Ns, p99Ns: exact.p99Ns };
  const spread = new DurationSpread(sparse);
  return { p50Ns: Math.floor(spread.at(0.5)), p99Ns: Math.floor(spread.at(0.99)) };
}
