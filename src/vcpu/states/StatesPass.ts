import { TWO_32 } from '../../base/twoTo32';
import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { IN_INTERRUPT, NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { LossIndex } from '../../events/LossIndex';
import { SvmExit, VmxExit } from '../../kvm/exitCodes';
import { isDisplaced } from '../../kvm/taskStates';
import type { AnalysisParameters } from '../AnalysisParameters';
import type { VcpuBindings } from '../VcpuBindings';
import { HaltWindow } from './HaltWindow';
import type { Ledger } from './Ledger';
import { ThreadLedger } from './Ledger';
import type { StateObserver } from './Segments';
import { actionOf, StateAction } from './stateActions';
import type { StateColumns } from './stateActions';
import { ThreadStates } from './ThreadStates';
import type { RecordedKinds } from './ThreadStates';
import { Residency } from './VcpuState';

const DEAD_STATES = 0x10 | 0x20 | 0x40;

type KindsSoFar = { -readonly [K in keyof RecordedKinds]: RecordedKinds[K] };

interface Thread {
  readonly source: number;
  readonly tid: number;
  readonly states: ThreadStates;
  readonly ledger: ThreadLedger;
  readonly recorded: KindsSoFar;
  readonly window: HaltWindow;
  lastNs: number;
  lastStream: number;
}

export interface StatesPassOptions {
  readonly parameters: AnalysisParameters;
  /** Whether a recording would hold an event of KVM; undefined: it does not say. */
  readonly wasAskedFor: (source: number, event: string) => boolean | undefined;
}

/** Follows every thread through a trace, in one forward pass: domain reference C. */
export class StatesPass implements EventPass {
  /** By binding: where its time went. What a ledger leaves out of the trace is unknown. */
  readonly ledgers: (Ledger | undefined)[] = [];
  /** By thread number. */
  private readonly threads: (Thread | undefined)[] = [];
  private readonly columns: (StateColumns | undefined)[] = [];
  private readonly losses = new LossIndex();
  /** By recording: one does not make up for what another lacks. */
  private readonly recorded: KindsSoFar[] = [];

  /**
   * `fromNs`: where the part of the trace begins that is read. `observe`: asked for each thread what
   * gets its states beside its ledger.
   */
  constructor(
    private readonly bindings: VcpuBindings,
    private readonly fromNs: number,
    private readonly options: StatesPassOptions,
    private readonly observe?: (source: number, tid: number) => StateObserver,
  ) {}

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.losses.update(lost);
    const { columns } = this;
    fillByKind(columns, kinds, (kind) => actionOf(block, kind));
    const { length, kind: kindOf } = block;
    for (let at = 0; at < length; at++) {
      const of = columns[kindOf[at]!];
      if (of !== undefined) this.take(block, at, of);
    }
  }

  finish(endNs: number, { lost, streams }: Pick<TraceSoFar, 'lost' | 'streams'>): void {
    this.losses.update(lost);
    const cutsNs = new Map<number, number>();
    for (const { stream, fromNs, toNs } of lost) {
      const { source } = streams[stream]!;
      const cutNs = Math.min(cutsNs.get(source) ?? Infinity, fromNs);
      if (toNs >= endNs) cutsNs.set(source, cutNs);
    }
    for (const thread of this.threads) {
      if (thread === undefined) continue;
      const { states, ledger, source, tid } = thread;
      const { isOffCpu } = states;
      // Off a CPU, it may have gone on on any of its recording, also on one whose events end early.
      const cutNs = (isOffCpu ? cutsNs.get(source) : undefined) ?? Infinity;
      const lostNs = this.lossFrom(thread, thread.lastStream, endNs);
      states.finish(endNs, Math.max(Math.min(cutNs, lostNs), thread.lastNs));
      // Without entries and exits, other events told its vCPU.
      const binding = this.bindings.at(source, tid, endNs);
      if (binding !== undefined && !ledger.isBound) ledger.bind(binding);
    }
  }

  private take(block: EventBlock, at: number, of: StateColumns): void {
    const detail = block.detail[at]!;
    const atNs = block.time[at]!;
    if (of.action >= StateAction.Switch) {
      if (detail !== NO_DETAIL) this.schedule(block, at, of, detail, atNs);
      return;
    }
    const tid = block.tid[at]!;
    if (tid <= 0) return;
    if (of.action === StateAction.Interrupt) {
      this.threads[this.bindings.threadOfRow[at]!]?.states.interrupted(atNs);
      return;
    }
    if ((block.flags[at]! & IN_INTERRUPT) !== 0 && of.action === StateAction.InKernel) return;
    const index = this.bindings.threadOfRow[at]!;
    const thread = this.threads[index] ?? this.newThread(index, of.source, tid);
    this.see(thread, block.stream[at]!, atNs);
    this.runLoop(thread, of, detail, atNs, this.bindings.ofRow[at]!);
  }

  private runLoop(
    { states, ledger, window, recorded }: Thread,
    of: StateColumns,
    detail: number,
    atNs: number,
    binding: number,
  ): void {
    switch (of.action) {
      case StateAction.Entry:
        recorded.entries = true;
        states.entry(atNs);
        ledger.bind(binding);
        break;
      case StateAction.Exit: {
        recorded.exits = true;
        const reason = detail === NO_DETAIL ? undefined : of.first?.[detail];
        const isVmx = detail !== NO_DETAIL && of.second?.[detail] === 1;
        ledger.bind(binding);
        states.exit(atNs, isVmx ? (reason ?? -1) & 0xffff : -1, isIdleCode(isVmx, reason));
        break;
      }
      case StateAction.HaltEnd:
        recorded.haltEnds = true;
        if (detail === NO_DETAIL || of.first === undefined) break;
        states.haltEnd({
          atNs,
          lengthNs: (of.firstHigh?.[detail] ?? 0) * TWO_32 + of.first[detail]!,
          waited: of.second === undefined ? undefined : of.second[detail] !== 0,
          windowNs: window.takeAtHaltEnd(),
        });
        break;
      case StateAction.Window:
        recorded.windows = true;
        if (detail !== NO_DETAIL && of.first !== undefined && of.second !== undefined) {
          window.change(of.first[detail]!, of.second[detail]!);
        }
        states.inKernel(atNs, false);
        break;
      case StateAction.UserspaceExit:
        states.userspaceExit(atNs);
        break;
      case StateAction.Fpu:
        states.inKernel(atNs, detail !== NO_DETAIL && of.first?.[detail] === 1);
        break;
      default:
        states.inKernel(atNs, false);
    }
  }

  private schedule(
    block: EventBlock,
    at: number,
    of: StateColumns,
    detail: number,
    atNs: number,
  ): void {
    const tid = of.first?.[detail] ?? 0;
    if (of.action === StateAction.Switch) {
      this.recordedIn(of.source).switches = true;
      const stream = block.stream[at]!;
      const next = of.second?.[detail] ?? 0;
      if (tid > 0) {
        const thread = this.threadOf(of.source, tid);
        this.see(thread, stream, atNs);
        const prevState = of.third?.[detail];
        if (isDead(prevState)) thread.states.gone(atNs);
        else thread.states.switchOut(atNs, residencyOf(prevState));
      }
      if (next > 0) {
        const thread = this.threadOf(of.source, next);
        this.see(thread, stream, atNs);
        thread.states.switchIn(atNs);
      }
      return;
    }
    if (tid <= 0) return;
    const { states } = this.threadOf(of.source, tid);
    if (of.action === StateAction.Waking) states.waking(atNs);
    else if (of.action === StateAction.Wakeup) states.wakeup(atNs);
    else states.gone(atNs);
  }

  /** The thread recorded an event itself: it ran on the CPU of this stream. */
  private see(thread: Thread, stream: number, atNs: number): void {
    const lostNs = this.lossFrom(thread, stream, atNs);
    if (lostNs < atNs) thread.states.lost(Math.max(lostNs, thread.lastNs));
    thread.lastNs = atNs;
    thread.lastStream = stream;
  }

  /** From when on events of the thread may be missing up to now, where it is on this stream; Infinity: none. */
  private lossFrom({ lastStream, lastNs }: Thread, stream: number, atNs: number): number {
    const { losses } = this;
    if (losses.none) return Infinity;
    return Math.min(
      losses.firstWithin(lastStream, lastNs, atNs),
      losses.firstWithin(stream, lastNs, atNs),
    );
  }

  private threadOf(source: number, tid: number): Thread {
    const index = this.bindings.threads.indexOf(source, tid);
    return this.threads[index] ?? this.newThread(index, source, tid);
  }

  private newThread(index: number, source: number, tid: number): Thread {
    const ledger = new ThreadLedger(this.ledgers, this.observe?.(source, tid));
    const recorded = this.recordedIn(source);
    const thread = {
      source,
      tid,
      states: new ThreadStates(this.fromNs, ledger, recorded, this.options.parameters.edge_k),
      ledger,
      recorded,
      window: new HaltWindow(),
      lastNs: this.fromNs,
      lastStream: -1,
    };
    this.threads[index] = thread;
    return thread;
  }

  private recordedIn(source: number): KindsSoFar {
    return (this.recorded[source] ??= {
      entries: false,
      exits: false,
      haltEnds: false,
      switches: false,
      windows: this.options.wasAskedFor(source, 'kvm_halt_poll_ns') === true,
    });
  }
}

/** HLT of VMX and SVM, and SVM's idle HLT: the thread sleeps for its guest. */
function isIdleCode(isVmx: boolean, reason: number | undefined): boolean {
  if (reason === undefined) return false;
  if (isVmx) return (reason & 0xffff) === VmxExit.hlt;
  return reason === SvmExit.hlt || reason === SvmExit.idleHlt;
}

/** It will not run again: X, Z, and x of before 4.14, which now marks parked threads of the kernel. */
function isDead(prevState: number | undefined): boolean {
  return prevState !== undefined && prevState < 0x100 && (prevState & DEAD_STATES) !== 0;
}

/** undefined: not recorded. */
function residencyOf(prevState: number | undefined): Residency {
  if (prevState === undefined) return Residency.Away;
  if (isDisplaced(prevState)) return Residency.Displaced;
  return prevState === 1 ? Residency.Asleep : Residency.Stuck;
}
