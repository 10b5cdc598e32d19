import { signedAddress } from '../../base/signedAddress';
import type { PeriodTable } from '../idle/PeriodTable';
import type { VcpuSelection } from '../../protocol/exits';
import { RowSums } from './RowSums';
import type { RowsFound } from './RowSums';

/** Where vCPUs idle: one row per VM, strategy and instruction. */
export function idleRows(periods: PeriodTable, selection: VcpuSelection = {}): RowsFound {
  const sums = new RowSums(selection);
  for (const period of periods.walk()) {
    const { vm, vcpu, strategy, ripLow, ripHigh, startNs, endNs, isCut } = period;
    const durationNs = isCut || endNs < 0 ? -1 : endNs - startNs;
    const rip = signedAddress(ripHigh, ripLow);
    sums.add({
      vm,
      vcpu,
      reason: strategy,
      rip,
      atNs: startNs,
      durationNs,
      wakeups: undefined,
    });
  }
  return sums.found;
}
