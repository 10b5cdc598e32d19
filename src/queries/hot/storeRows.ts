import { signedAddress } from '../../base/signedAddress';
import type { FaultReader } from '../conflicts/FaultReader';
import type { StoreWakes } from '../conflicts/StoreWakes';
import type { VcpuSelection } from '../../protocol/exits';
import { RowSums } from './RowSums';
import type { RowsFound } from './RowSums';

/**
 * Which code stores into pages that forbid it: one row per VM, cause and instruction, with the waits
 * of other vCPUs that the stores ended.
 */
export function storeRows(
  reader: FaultReader,
  wakes: Pick<StoreWakes, 'isEnder'>,
  selection: VcpuSelection = {},
): RowsFound {
  const sums = new RowSums(selection);
  for (const fault of reader.walk()) {
    const { vm, vcpu, cause, ripLow, ripHigh, exitNs, costNs, isStore } = fault;
    if (!isStore) continue;
    const wakeups = wakes.isEnder(fault) ? 1 : 0;
    sums.add({
      vm,
      vcpu,
      reason: cause,
      rip: signedAddress(ripHigh, ripLow),
      atNs: exitNs,
      durationNs: costNs,
      wakeups,
    });
  }
  return sums.found;
}
