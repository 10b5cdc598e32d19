import type { FaultReader } from '../conflicts/FaultReader';
import type { VcpuSelection } from '../../protocol/requests';
import type { HotRow } from './hotRows';
import { RowSums } from './RowSums';

/**
 * Which code stores into pages that forbid it: one row per VM, cause and instruction, with the waits
 * of other vCPUs that the stores ended.
 */
export function storeRows(reader: FaultReader, selection: VcpuSelection = {}): readonly HotRow[] {
  const sums = new RowSums(selection);
  for (const fault of reader.walk()) {
    const { vm, vcpu, cause, ripLow, ripHigh, exitNs, costNs, isStore, woke } = fault;
    if (!isStore || (ripLow === 0 && ripHigh === 0)) continue;
    const wakeups = woke < 0 ? 0 : 1;
    sums.add({
      vm,
      vcpu,
      reason: cause,
      ripLow,
      ripHigh,
      atNs: exitNs,
      durationNs: costNs,
      wakeups,
    });
  }
  return sums.rows;
}
