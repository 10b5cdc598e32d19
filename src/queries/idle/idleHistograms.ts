import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { IdleHistograms, PeriodSelection } from '../../protocol/idle';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { LogBinCounts } from './LogBinCounts';
import type { PeriodTable } from './PeriodTable';
import { pollWindowsOverTime } from './pollWindowsOverTime';
import { latencyOf, selectsPeriod } from './selectsPeriod';
import type { TimeBins } from './TimeBins';

export interface HistogramSource {
  readonly table: PeriodTable;
  readonly idle: IdlePass;
  /** By binding. */
  readonly refs: readonly (VcpuRef | undefined)[];
}

/** How long a selection's periods and wakes took, and the poll windows of its vCPUs over time. */
export function idleHistograms(
  { table, idle, refs }: HistogramSource,
  selection: PeriodSelection,
  time: TimeBins,
): IdleHistograms {
  const lengths = new LogBinCounts();
  const latencies = new LogBinCounts();
  for (const period of table.walk()) {
    if (!selectsPeriod(selection, period)) continue;
    const { startNs, endNs } = period;
    if (endNs >= 0) lengths.add(endNs - startNs);
    const latencyNs = latencyOf(period);
    if (latencyNs !== undefined) latencies.add(latencyNs);
  }
  const { fromNs, toNs, bins } = time;
  const isAsked = ({ vm, vcpu }: VcpuRef): boolean =>
    (selection.vm ?? vm) === vm && (selection.vcpu ?? vcpu) === vcpu;
  return {
    lengths: lengths.result(),
    latencies: latencies.result(),
    fromNs,
    binNs: Math.max(1, (toNs - fromNs) / bins),
    windows: pollWindowsOverTime(idle.lanes, refs, isAsked, time),
  };
}
