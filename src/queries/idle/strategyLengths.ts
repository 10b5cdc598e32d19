import { Durations } from '../../analyses/exits/Durations';
import type { Strategy } from '../../analyses/idle/words';
import type { PeriodTable } from './PeriodTable';

export interface StrategyLengths {
  periods: number;
  /** Lengths in ns of the periods whose start and end were seen. */
  readonly ended: Durations;
}

/** By binding and strategy: how often and how long a vCPU was idle by it. */
export function strategyLengths(
  table: PeriodTable,
): ReadonlyMap<number, ReadonlyMap<Strategy, StrategyLengths>> {
  const byBinding = new Map<number, Map<Strategy, StrategyLengths>>();
  for (const { binding, strategy, startNs, endNs, isCut } of table.walk()) {
    let byStrategy = byBinding.get(binding);
    if (byStrategy === undefined)
      byBinding.set(binding, (byStrategy = new Map<Strategy, StrategyLengths>()));
    let lengths = byStrategy.get(strategy);
    if (lengths === undefined) {
      byStrategy.set(strategy, (lengths = { periods: 0, ended: new Durations() }));
    }
    lengths.periods++;
    if (endNs >= 0 && !isCut) lengths.ended.push(endNs - startNs);
  }
  return byBinding;
}
