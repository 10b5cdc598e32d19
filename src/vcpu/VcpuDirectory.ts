import type { EventPass, TraceSoFar } from '../events/EventPass';
import type { EventBlock } from '../events/EventTable';
import { groupVms } from './groupVms';
import type { VmGroup } from './groupVms';
import { NamedThreads } from './NamedThreads';
import type { RecordedThreads } from './RecordedThreads';
import { bindsThread, UNBOUND, VcpuBindings } from './VcpuBindings';
import type { VcpuBinding } from './VcpuBindings';
import { WakeupLinks } from './WakeupLinks';

/** A vCPU of a VM. */
export interface VcpuRef {
  /** Number of the VM in this trace, by lowest vCPU thread. */
  readonly vm: number;
  readonly vcpu: number;
}

/** Events and fields this directory learns from: whoever reads a part of a trace should keep them. */
export function identifiesVcpus(name: string): boolean {
  return bindsThread(name) || ['vcpu_id', 'sched_waking', 'pid'].includes(name);
}

/** A VM of one of the recordings. */
export interface Vm extends VmGroup {
  /** Number of the recording. */
  readonly source: number;
}

/** Which thread runs which vCPU of which VM; grows with the trace. */
export class VcpuDirectory implements EventPass {
  readonly bindings = new VcpuBindings();
  private readonly links: readonly WakeupLinks[];
  private known: { of: number; blocks: number; vms: readonly Vm[]; guessed: boolean } | undefined;
  private blocks = 0;
  private readonly named: readonly NamedThreads[];

  /** `threads`: by recording. A thread id means another thread in each of them. */
  constructor(private readonly threads: readonly RecordedThreads[]) {
    this.links = threads.map((_, source) => new WakeupLinks(source));
    this.named = threads.map(
      ({ namedVcpus = [] }, source) => new NamedThreads(source, namedVcpus, this.bindings),
    );
  }

  add(block: EventBlock, { kinds }: TraceSoFar): void {
    this.blocks++;
    this.bindings.add(block, kinds);
    for (const links of this.links) links.add(block, kinds);
    for (const named of this.named) named.bindNew();
  }

  /** VMs as far as the trace was read: later wakeups can still tell two apart. */
  get vms(): readonly Vm[] {
    return this.grouped().vms;
  }

  /** Some threads were given to a VM only because their ids are near to its other threads'. */
  get guessed(): boolean {
    return this.grouped().guessed;
  }

  /** By binding: the vCPU it stands for; undefined for a thread that runs none. */
  refs(): readonly (VcpuRef | undefined)[] {
    const refs: (VcpuRef | undefined)[] = this.bindings.all.map(() => undefined);
    this.vms.forEach(({ bindings }, vm) => {
      for (const index of bindings)
        refs[index] = { vm, vcpu: this.vcpuOf(this.bindings.all[index]!) };
    });
    return refs;
  }

  private grouped(): { readonly vms: readonly Vm[]; readonly guessed: boolean } {
    // Rows that became no events of the table name threads, too.
    for (const named of this.named) named.bindNew();
    const { known, blocks } = this;
    const of = this.bindings.all.length;
    if (known?.of === of && known.blocks === blocks) return known;
    const groupings = this.threads.map((_, source) => this.groupSource(source));
    const vms = groupings.flatMap((grouping) => grouping.vms);
    this.known = { of, blocks, vms, guessed: groupings.some(({ guessed }) => guessed) };
    return this.known;
  }

  private groupSource(source: number): { readonly vms: readonly Vm[]; readonly guessed: boolean } {
    const bound = this.bindings.all.flatMap((binding, index) => {
      const vcpu = binding.source === source ? this.vcpuOf(binding) : UNBOUND;
      return vcpu === UNBOUND ? [] : [{ ...binding, vcpu, index }];
    });
    const { vms, guessed } = groupVms(
      bound,
      this.links[source]!.links(),
      this.threads[source]!,
      (tid) => this.named[source]!.vmOf(tid),
    );
    return {
      vms: vms.map((vm) => ({
        ...vm,
        source,
        bindings: vm.bindings.map((at) => bound[at]!.index),
      })),
      guessed,
    };
  }

  /** The vCPU an event named; else the one in the thread's name, as QEMU and Firecracker spell it (rule A-13). */
  private vcpuOf({ source, vcpu, tid, fromNs }: VcpuBinding): number {
    if (vcpu !== UNBOUND) return vcpu;
    const comm = this.threads[source]!.commOf(tid, fromNs);
    const named = /^(?:CPU |vcpu ?|fc_vcpu )(\d+)/.exec(comm ?? '');
    return named === null ? UNBOUND : Number(named[1]);
  }
}
