import type { PeriodTable } from '../idle/PeriodTable';
import type { VcpuSelection } from '../../protocol/requests';
import type { HotRow } from './hotRows';
import { RowSums } from './RowSums';

/** Where vCPUs idle: one row per VM, strategy and instruction. Periods whose place is not recorded are left out. */
export function idleRows(periods: PeriodTable, selection: VcpuSelection = {}): readonly HotRow[] {
  const sums = new RowSums(selection);
  for (const period of periods.walk()) {
    const { vm, vcpu, strategy, ripLow, ripHigh, startNs, endNs, isCut } = period;
    if (ripLow === 0 && ripHigh === 0) continue;
    const durationNs = isCut || endNs < 0 ? -1 : endNs - startNs;
    const atNs = startNs;
    sums.add({ vm, vcpu, reason: strategy, ripLow, ripHigh, atNs, durationNs, wakeups: undefined });
  }
  return sums.rows;
}
