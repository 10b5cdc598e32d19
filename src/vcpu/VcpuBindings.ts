import { TWO_32 } from '../base/twoTo32';
import { lowerBound } from '../base/bisect';
import { TidIndex } from '../base/TidIndex';
import { BLOCK_ROWS, NO_DETAIL, NO_TID } from '../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../events/EventTable';
import { fieldIndex } from '../events/fields';
import { fillByKind } from '../events/fillByKind';

/** A thread that nothing has named a vCPU of yet. */
export const UNBOUND = -1;
/** No event's thread. */
const NEVER = -(2 ** 31);

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

/** Whether events of a name tell which vCPU their thread runs. */
export function bindsThread(event: string): boolean {
  return BINDING_EVENTS.has(event);
}

/** A vCPU that a thread ran, at one or several times (rule A-11). */
export interface VcpuBinding {
  /** Number of the recording that the thread stands in. */
  readonly source: number;
  readonly tid: number;
  /** UNBOUND until an event says it. */
  vcpu: number;
  /** When it did so first. */
  readonly fromNs: number;
}

/** When a thread ran what: binding `of[i]` from `fromNs[i]` on, until the next one. */
interface Ranges {
  readonly fromNs: number[];
  readonly of: number[];
}

/**
 * Finds which thread runs which vCPU, in one forward pass. A thread's events before its first
 * binding belong to that binding too (rule A-12).
 */
export class VcpuBindings {
  readonly all: VcpuBinding[] = [];
  /** By row of the block added last: the thread's binding at that kvm_exit or kvm_entry. */
  readonly ofRow = new Int32Array(BLOCK_ROWS);
  /** By row: number of the thread that the event happened in. */
  readonly threadOfRow = new Int32Array(BLOCK_ROWS);
  /** Numbers the threads of all recordings; passes that follow threads number them alike. */
  readonly threads = new TidIndex();
  /** By thread number; undefined: nothing tells that it runs a vCPU. */
  private readonly ranges: (Ranges | undefined)[] = [];
  /** By thread number: its latest binding. */
  private readonly latest: (number | undefined)[] = [];
  private readonly vcpuOfKind: (WordColumn | undefined)[] = [];
  private readonly isRunLoop: (boolean | undefined)[] = [];
  private readonly byThreadAndVcpu = new Map<number, number>();

  /** The thread's binding now, made if there is none: rule A-12 lets a later event name its vCPU. */
  current(source: number, tid: number, timeNs: number): number {
    const thread = this.threads.indexOf(source, tid);
    return (
      this.latest[thread] ?? this.begin(thread, { source, tid, vcpu: UNBOUND, fromNs: timeNs })
    );
  }

  /** An event at `timeNs` says that the thread runs `vcpu`; returns the binding. */
  bind(source: number, tid: number, vcpu: number, timeNs: number): number {
    const thread = this.threads.indexOf(source, tid);
    const latest = this.latest[thread];
    const fresh = { source, tid, vcpu, fromNs: timeNs };
    if (latest === undefined) return this.begin(thread, fresh);
    const binding = this.all[latest]!;
    if (binding.vcpu === vcpu) return latest;
    if (binding.vcpu !== UNBOUND) return this.begin(thread, fresh);
    binding.vcpu = vcpu;
    this.byThreadAndVcpu.set(keyOf(thread, vcpu), latest);
    return latest;
  }

  /** The thread's binding at a time, UNBOUND or not: its name may still tell its vCPU. */
  at(source: number, tid: number, timeNs: number): number | undefined {
    const ranges = this.ranges[this.threads.find(source, tid)];
    if (ranges === undefined) return undefined;
    const { fromNs, of } = ranges;
    if (of.length === 1) return of[0];
    // The last range that began by then, the first one for what came before.
    return of[Math.max(0, lowerBound(fromNs, timeNs + 1) - 1)]!;
  }

  /** A thread's binding to a vCPU that an event named; undefined when none did. */
  to(source: number, tid: number, vcpu: number): number | undefined {
    return this.byThreadAndVcpu.get(keyOf(this.threads.find(source, tid), vcpu));
  }

  /** Binds by every event of the block that can, and fills `threadOfRow` and `ofRow`. */
  add(block: EventBlock, kinds: readonly EventKind[]): void {
    const { vcpuOfKind, isRunLoop } = this;
    fillByKind(vcpuOfKind, kinds, (kind) => vcpuColumn(block, kind));
    fillByKind(isRunLoop, kinds, ({ name }) => name === 'kvm_exit' || name === 'kvm_entry');
    const { length, kind: kindOf, stream, tid: tidOf, detail: detailOf, time } = block;
    // Most events are of the thread that the one before on the same host CPU was of.
    const lastTid = new Int32Array(block.placeBase.length).fill(NEVER);
    const lastThread = new Int32Array(block.placeBase.length);
    const { ofRow, threadOfRow, threads } = this;
    for (let at = 0; at < length; at++) {
      const kind = kindOf[at]!;
      const on = stream[at]!;
      const tid = tidOf[at]!;
      if (lastTid[on] !== tid) {
        lastThread[on] = threads.indexOf(kinds[kind]!.source, tid);
        lastTid[on] = tid;
      }
      const thread = lastThread[on]!;
      threadOfRow[at] = thread;
      const column = vcpuOfKind[kind];
      const detail = detailOf[at]!;
      if (column !== undefined && detail !== NO_DETAIL) {
        const vcpu = column[detail]!;
        const latest = this.latest[thread] ?? -1;
        ofRow[at] =
          latest >= 0 && this.all[latest]!.vcpu === vcpu
            ? latest
            : this.bind(kinds[kind]!.source, tid, vcpu, time[at]!);
      } else if (isRunLoop[kind] === true) {
        // Of several unnamed threads, none is taken for the one that the last event bound.
        const known = tid === NO_TID ? NEVER : tid;
        ofRow[at] = this.current(kinds[kind]!.source, known, time[at]!);
      }
    }
  }

  private begin(thread: number, fresh: VcpuBinding): number {
    const { vcpu, fromNs } = fresh;
    const key = keyOf(thread, vcpu);
    const known = vcpu === UNBOUND ? undefined : this.byThreadAndVcpu.get(key);
    const binding = known ?? this.all.push(fresh) - 1;
    if (vcpu !== UNBOUND) this.byThreadAndVcpu.set(key, binding);
    const ranges = (this.ranges[thread] ??= { fromNs: [], of: [] });
    ranges.fromNs.push(fromNs);
    ranges.of.push(binding);
    this.latest[thread] = binding;
    return binding;
  }
}

/** vCPU ids have 32 bits, also in damaged records. */
function keyOf(thread: number, vcpu: number): number {
  return thread * TWO_32 + vcpu;
}

/** The column that names the thread's own vCPU, for kinds that have one. */
function vcpuColumn(block: EventBlock, kind: EventKind): WordColumn | undefined {
  if (!bindsThread(kind.name)) return undefined;
  const field = fieldIndex(kind, 'vcpu_id');
  return field < 0 ? undefined : block.fields[kind.index]?.low[field];
}
