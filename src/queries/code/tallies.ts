import { BoundedDurations } from '../../base/BoundedDurations';
import type { PlaceTally } from '../../protocol/code';
import type { HotRow } from '../hot/hotRows';

/** What rows tell by reason, most time first. */
export function placeTallies(rows: readonly HotRow[]): readonly PlaceTally[] {
  const reasons = new Set(rows.map(({ reason }) => reason));
  return [...reasons]
    .map((reason) =>
      tally(
        reason,
        rows.filter((row) => row.reason === reason),
      ),
    )
    .sort((a, b) => b.totalNs - a.totalNs || b.count - a.count);
}

function tally(reason: string, group: readonly HotRow[]): PlaceTally {
  const durations = new BoundedDurations();
  for (const row of group) durations.addAll(row.durations);
  const summary = durations.summary();
  return {
    reason,
    count: group.reduce((sum, { count }) => sum + count, 0),
    totalNs: durations.totalNs,
    p50Ns: summary?.p50Ns ?? null,
    maxNs: summary === undefined ? null : durations.maxNs,
  };
}

/** vCPUs of rows, ascending. */
export function vcpusOf(rows: readonly HotRow[]): readonly number[] {
  return [...new Set(rows.flatMap(({ vcpus }) => vcpus))].sort((a, b) => a - b);
}
