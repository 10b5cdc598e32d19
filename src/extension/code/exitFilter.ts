import type { CodeFunction, CodeLine } from '../../protocol/code';

/** The event filter (docs/filter.md) of the exits of a function. `vms`: how many VMs the trace has. */
export function exitsOfFunction(
  { vm, start, end }: Pick<CodeFunction, 'vm' | 'start' | 'end'>,
  vms: number,
): string {
  return `kvm_exit guest_rip>=${start} guest_rip<${end}${ofVm(vm, vms)}`;
}

/** The same, of the instructions of a line: what is inlined there is no range. */
export function exitsOfLine({ vm, rips }: Pick<CodeLine, 'vm' | 'rips'>, vms: number): string {
  return `kvm_exit guest_rip=${rips.join(',')}${ofVm(vm, vms)}`;
}

function ofVm(vm: number, vms: number): string {
  return vms > 1 ? ` vm=${vm}` : '';
}
