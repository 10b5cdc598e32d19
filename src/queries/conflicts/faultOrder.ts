import type { FaultOrder, FaultSelection } from '../../protocol/pages';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { FaultReader, PageFault } from './FaultReader';

/** Numbers of the faults of a selection, by their exits or the most expensive first. */
export function faultOrder(
  reader: FaultReader,
  selection: FaultSelection,
  order: FaultOrder,
  lineBytes: number,
): Uint32Array {
  const found: number[] = [];
  const costs = new Float64Array(order === 'cost' ? reader.table.length : 0);
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    if (fault === undefined || !isSelected(fault, selection, lineBytes)) continue;
    found.push(index);
    if (order === 'cost') costs[index] = fault.costNs;
  }
  const startOf = (index: number): number => reader.table.exitNs(index);
  return Uint32Array.from(found).sort((a, b) =>
    order === 'cost'
      ? costs[b]! - costs[a]! || startOf(a) - startOf(b)
      : startOf(a) - startOf(b) || a - b,
  );
}

function isSelected(fault: PageFault, selection: FaultSelection, lineBytes: number): boolean {
  const { vm, vcpu, gpa, cause, line, stores, timeNs } = selection;
  if (vm !== undefined && fault.vm !== vm) return false;
  if (vcpu !== undefined && fault.vcpu !== vcpu) return false;
  if (cause !== undefined && fault.cause !== cause) return false;
  if (gpa !== undefined && fault.gfn !== Math.floor(gpa / PAGE_BYTES)) return false;
  if (line !== undefined && Math.floor((fault.gpaLow % PAGE_BYTES) / lineBytes) !== line) {
    return false;
  }
  if (stores !== undefined && !fault.isStore) return false;
  if (stores === 'waking' && fault.woke < 0) return false;
  if (stores === 'unheard' && fault.woke >= 0) return false;
  return timeNs === undefined || (fault.exitNs >= timeNs[0] && fault.exitNs < timeNs[1]);
}
