import { Durations } from '../../analyses/exits/Durations';
import type { Strategy } from '../../analyses/idle/words';
import { ConfidenceCounts } from './ConfidenceCounts';
import type { PeriodTable } from './PeriodTable';

export interface StrategyLengths {
  periods: number;
  readonly counts: ConfidenceCounts;
  /** Lengths in ns of the periods whose start and end were seen. */
  readonly ended: Durations;
}

/** By binding and strategy: how often, how surely and how long a vCPU was idle by it. */
export function strategyLengths(
  table: PeriodTable,
): ReadonlyMap<number, ReadonlyMap<Strategy, StrategyLengths>> {
  const byBinding = new Map<number, Map<Strategy, StrategyLengths>>();
  for (const { binding, strategy, rank, startNs, endNs, isCut } of table.walk()) {
    let byStrategy = byBinding.get(binding);
    if (byStrategy === undefined)
      byBinding.set(binding, (byStrategy = new Map<Strategy, StrategyLengths>()));
    let lengths = byStrategy.get(strategy);
    if (lengths === undefined) {
      lengths = { periods: 0, counts: new ConfidenceCounts(), ended: new Durations() };
      byStrategy.set(strategy, lengths);
    }
    lengths.periods++;
    lengths.counts.add(rank);
    if (endNs >= 0 && !isCut) lengths.ended.push(endNs - startNs);
  }
  return byBinding;
}
