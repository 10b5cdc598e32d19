import type { IdleHistograms, PeriodSelection, PollWindow } from '../../protocol/idle';
import { LogBinCounts } from './LogBinCounts';
import type { PeriodTable } from './PeriodTable';
import { latencyOf, selectsPeriod } from './selectsPeriod';

export interface TimeBins {
  readonly fromNs: number;
  readonly toNs: number;
  readonly bins: number;
}

/** How long a selection's periods and wakes took, and its poll windows over time. */
export function idleHistograms(
  table: PeriodTable,
  selection: PeriodSelection,
  { fromNs, toNs, bins }: TimeBins,
): IdleHistograms {
  const lengths = new LogBinCounts();
  const latencies = new LogBinCounts();
  const windows = new Map<string, PollWindow>();
  const binNs = Math.max(1, (toNs - fromNs) / bins);
  for (const period of table.walk()) {
    if (!selectsPeriod(selection, period)) continue;
    const { vm, vcpu, startNs, endNs, windowNs } = period;
    if (endNs >= 0) lengths.add(endNs - startNs);
    const latencyNs = latencyOf(period);
    if (latencyNs !== undefined) latencies.add(latencyNs);
    if (windowNs < 0) continue;
    const key = `${vm}/${vcpu}`;
    let window = windows.get(key);
    if (window === undefined) {
      window = { vm, vcpu, largestNs: new Float64Array(bins).fill(NaN) };
      windows.set(key, window);
    }
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((startNs - fromNs) / binNs)));
    const known = window.largestNs[bin]!;
    if (!(known >= windowNs)) window.largestNs[bin] = windowNs;
  }
  return {
    lengths: lengths.result(),
    latencies: latencies.result(),
    fromNs,
    binNs,
    windows: [...windows.values()].sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu),
  };
}
