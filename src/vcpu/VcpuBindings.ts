import { TidIndex } from '../base/TidIndex';
import { NO_DETAIL } from '../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../events/EventTable';
import { fieldIndex } from '../events/fields';

/** A thread that nothing has named a vCPU of yet. */
export const UNBOUND = -1;

/**
 * Events whose `vcpu_id` is the vCPU that the thread itself runs (rule A-10). Others with such a
 * field are about another vCPU.
 */
const BINDING_EVENTS: ReadonlySet<string> = new Set([
  'kvm_entry',
  'kvm_exit',
  'kvm_page_fault',
  'kvm_halt_poll_ns',
  'kvm_hv_timer_state',
  'kvm_pml_full',
  'fast_page_fault',
  'kvm_nested_vmexit',
  'kvm_wait_lapic_expire',
]);

export function bindsThread(event: string): boolean {
  return BINDING_EVENTS.has(event);
}

/** One thread running one vCPU from `fromNs` on, until the thread's next binding (rule A-11). */
export interface VcpuBinding {
  readonly tid: number;
  /** UNBOUND until an event says it. */
  vcpu: number;
  readonly fromNs: number;
}

/**
 * Finds which thread runs which vCPU, in one forward pass. A thread's events before its first
 * binding belong to that binding too (rule A-12).
 */
export class VcpuBindings {
  readonly all: VcpuBinding[] = [];
  private readonly threads = new TidIndex();
  /** By thread number: its latest binding. */
  private readonly latest: number[] = [];
  /** By thread number: its bindings, in time order. */
  private readonly ofThread: number[][] = [];

  /** The thread's binding now, made if there is none: rule A-12 lets a later event name its vCPU. */
  current(tid: number, timeNs: number): number {
    const thread = this.threads.indexOf(tid);
    return this.latest[thread] ?? this.open(thread, tid, UNBOUND, timeNs);
  }

  /** An event at `timeNs` says that the thread runs `vcpu`; returns the binding. */
  bind(tid: number, vcpu: number, timeNs: number): number {
    const thread = this.threads.indexOf(tid);
    const latest = this.latest[thread];
    if (latest === undefined) return this.open(thread, tid, vcpu, timeNs);
    const binding = this.all[latest]!;
    if (binding.vcpu === vcpu) return latest;
    if (binding.vcpu !== UNBOUND) return this.open(thread, tid, vcpu, timeNs);
    binding.vcpu = vcpu;
    return latest;
  }

  /** The thread's binding at a time; undefined for a thread that runs no vCPU. */
  at(tid: number, timeNs: number): number | undefined {
    const thread = this.threads.find(tid);
    if (thread < 0) return undefined;
    const bindings = this.ofThread[thread]!;
    let found = bindings[0];
    for (const binding of bindings) if (this.all[binding]!.fromNs <= timeNs) found = binding;
    return found !== undefined && this.all[found]!.vcpu !== UNBOUND ? found : undefined;
  }

  /** Binds by every event of the block that can. */
  add(block: EventBlock, kinds: readonly EventKind[]): void {
    const vcpuOfKind = kinds.map((kind) => vcpuColumn(block, kind));
    // Most events repeat what the one before on the same host CPU said.
    const { length, kind: kindOf, stream, tid, detail: detailOf } = block;
    const lastTid = new Int32Array(block.placeBase.length).fill(-1);
    const lastVcpu = new Int32Array(block.placeBase.length);
    for (let at = 0; at < length; at++) {
      const column = vcpuOfKind[kindOf[at]!];
      if (column === undefined) continue;
      const detail = detailOf[at]!;
      if (detail === NO_DETAIL) continue;
      const vcpu = column[detail]!;
      const on = stream[at]!;
      if (lastTid[on] === tid[at]! && lastVcpu[on] === vcpu) continue;
      lastTid[on] = tid[at]!;
      lastVcpu[on] = vcpu;
      this.bind(tid[at]!, vcpu, block.time[at]!);
    }
  }

  private open(thread: number, tid: number, vcpu: number, fromNs: number): number {
    const index = this.all.push({ tid, vcpu, fromNs }) - 1;
    this.latest[thread] = index;
    (this.ofThread[thread] ??= []).push(index);
    return index;
  }
}

/** The column that names the thread's own vCPU, for kinds that have one. */
function vcpuColumn(block: EventBlock, kind: EventKind): WordColumn | undefined {
  if (!bindsThread(kind.name)) return undefined;
  const field = fieldIndex(kind, 'vcpu_id');
  return field < 0 ? undefined : block.fields[kind.index]?.low[field];
}
