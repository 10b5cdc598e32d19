import type { VmFacts } from '../../src/protocol/facts';
import type { DropdownChoice } from '../controls';

/** The value of "no restriction" in a dropdown. */
export const everyChoice = '';

export function vmChoices(vms: readonly VmFacts[]): readonly DropdownChoice[] {
  const one = vms.map((vm) => ({ value: vm.vm.toString(), label: vmLabel(vm) }));
  return [{ value: everyChoice, label: 'All VMs' }, ...one];
}

/** vCPUs of the chosen VM with their threads; of all VMs only by number, as each has its own vCPU 0. */
export function vcpuChoices(
  vms: readonly VmFacts[],
  chosenVm: number | undefined,
): readonly DropdownChoice[] {
  const chosen = vms.filter(({ vm }) => chosenVm === undefined || vm === chosenVm);
  const labels = new Map<number, string>();
  for (const vm of chosen) {
    for (const { vcpu, tid } of vm.vcpus) {
      const thread = chosen.length === 1 ? ` (tid ${tid})` : '';
      labels.set(vcpu, `vCPU ${vcpu}${thread}`);
    }
  }
  const one = [...labels]
    .sort(([left], [right]) => left - right)
    .map(([vcpu, label]) => ({ value: vcpu.toString(), label }));
  return [{ value: everyChoice, label: 'All vCPUs' }, ...one];
}

export function choiceNumber(value: string): number | undefined {
  return value === everyChoice ? undefined : Number(value);
}

function vmLabel(vm: VmFacts): string {
  if (vm.name !== null) return `VM ${vm.vm} (${vm.name})`;
  return vm.pid === null ? `VM ${vm.vm}` : `VM ${vm.vm} (pid ${vm.pid})`;
}
