import type { EventBlock, EventKind } from '../events/EventTable';
import { groupVms } from './groupVms';
import type { VmGrouping } from './groupVms';
import type { RecordedThreads } from './RecordedThreads';
import { bindsThread, UNBOUND, VcpuBindings } from './VcpuBindings';
import type { VcpuBinding } from './VcpuBindings';
import { WakeupLinks } from './WakeupLinks';

export interface VcpuRef {
  /** Number of the VM in this trace, by lowest vCPU thread. */
  readonly vm: number;
  readonly vcpu: number;
}

/** Events and fields this directory learns from: whoever reads a part of a trace should keep them. */
export function identifiesVcpus(name: string): boolean {
  return bindsThread(name) || ['vcpu_id', 'sched_waking', 'pid'].includes(name);
}

/** Which thread runs which vCPU of which VM; grows with the trace. */
export class VcpuDirectory {
  readonly bindings = new VcpuBindings();
  private readonly links = new WakeupLinks();
  private grouping: { of: number; blocks: number; result: VmGrouping } | undefined;
  private blocks = 0;

  constructor(private readonly threads: RecordedThreads) {}

  add(block: EventBlock, kinds: readonly EventKind[]): void {
    this.blocks++;
    this.bindings.add(block, kinds);
    this.links.add(block, kinds);
  }

  /** VMs as far as the trace was read: later wakeups can still tell two apart. */
  get vms(): VmGrouping {
    const known = this.grouping;
    const count = this.bindings.all.length;
    if (known?.of === count && known.blocks === this.blocks) return known.result;
    const bound = this.bindings.all.flatMap((binding, index) => {
      const vcpu = this.vcpuOf(binding);
      return vcpu === UNBOUND ? [] : [{ ...binding, vcpu, index }];
    });
    const { vms, guessed } = groupVms(bound, this.links.links(), this.threads);
    const result = {
      vms: vms.map((vm) => ({ ...vm, bindings: vm.bindings.map((at) => bound[at]!.index) })),
      guessed,
    };
    this.grouping = { of: count, blocks: this.blocks, result };
    return result;
  }

  /** By binding: the vCPU it stands for; undefined for a thread that runs none. */
  refs(): readonly (VcpuRef | undefined)[] {
    const refs: (VcpuRef | undefined)[] = this.bindings.all.map(() => undefined);
    this.vms.vms.forEach(({ bindings }, vm) => {
      for (const index of bindings)
        refs[index] = { vm, vcpu: this.vcpuOf(this.bindings.all[index]!) };
    });
    return refs;
  }

  /** The vCPU an event named; else the one in the thread's name, as QEMU and Firecracker spell it (rule A-13). */
  private vcpuOf({ vcpu, tid, fromNs }: VcpuBinding): number {
    if (vcpu !== UNBOUND) return vcpu;
    const named = /^(?:CPU |vcpu ?|fc_vcpu )(\d+)/.exec(this.threads.commOf(tid, fromNs) ?? '');
    return named === null ? UNBOUND : Number(named[1]);
  }
}
