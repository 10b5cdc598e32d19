import type { VcpuSelection } from '../../protocol/exits';
import type { StoreWakes } from '../conflicts/StoreWakes';
import type { IdlePeriod } from '../idle/PeriodTable';
import type { SenderSource } from './ipiRows';
import { RowSums } from './RowSums';
import type { Happening, RowsFound } from './RowSums';

export interface WakesFound extends RowsFound {
  /** Ends of idle periods that no code of another vCPU caused, as far as is told, by cause, most first. */
  readonly elsewhere: readonly { readonly reason: string; readonly count: number }[];
}

/**
 * Which code of which vCPU ends the idle periods of others, with the time from its exit until the
 * woken vCPU entered its guest: one row per VM, cause and instruction.
 */
export function wakeRows(
  { idle, periods, refs }: Omit<SenderSource, 'names'>,
  stores: Pick<StoreWakes, 'storeOf'>,
  selection: VcpuSelection = {},
): WakesFound {
  const sums = new RowSums(selection);
  const elsewhere = new Map<string, number>();
  for (const period of periods.walk()) {
    const { vm, vcpu, cause, endNs, sourceBinding, sourcePlace } = period;
    if (endNs < 0) continue;
    const source = sourceBinding < 0 ? undefined : refs[sourceBinding];
    const store = cause === 'unknown' ? stores.storeOf(period) : undefined;
    if (source !== undefined && !(source.vm === vm && source.vcpu === vcpu)) {
      const rip = idle.senders.places.all[sourcePlace]?.rip ?? 0;
      sums.add({ ...source, reason: cause, rip, ...since(period, period.originNs) });
    } else if (store !== undefined) {
      const { rip, atNs } = store;
      sums.add({ vm, vcpu: store.vcpu, reason: 'memory-write', rip, ...since(period, atNs) });
    } else if (vm === (selection.vm ?? vm)) {
      elsewhere.set(cause, (elsewhere.get(cause) ?? 0) + 1);
    }
  }
  return {
    ...sums.found,
    elsewhere: [...elsewhere]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
  };
}

/** The latency is not told where clocks of CPUs disagree by more than they may (C.5, E.4). */
function since(
  { endNs, clockSlackNs }: IdlePeriod,
  exitNs: number,
): Pick<Happening, 'atNs' | 'durationNs' | 'wakeups'> {
  const isTold = exitNs >= 0 && endNs >= exitNs - clockSlackNs;
  return isTold
    ? { atNs: exitNs, durationNs: Math.max(0, endNs - exitNs), wakeups: 1 }
    : { atNs: endNs, durationNs: -1, wakeups: 1 };
}
