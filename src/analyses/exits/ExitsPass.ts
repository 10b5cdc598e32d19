import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { TWO_32 } from '../../base/twoTo32';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { LossIndex } from '../../events/LossIndex';
import { basicExitCode, exitClass, isaOf } from '../../kvm/exitReasons';
import type { ExitClass, Isa } from '../../kvm/exitReasons';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { exitColumns, ownExitClass } from '../../vcpu/exitColumns';
import type { ExitColumns } from '../../vcpu/exitColumns';
import { ExitTally } from './ExitTally';
import { ExitTimeline } from './ExitTimeline';

const CODE_RANGE = TWO_32;
const ISA_RANGE = 4;
/** Tallies found without a map: a vCPU's exits are of few reasons, again and again. Powers of two. */
const RECENT_CODES = 16;
const RECENT_TALLIES = 4096;
/** Reasons of the VMX fast path, which enters again below the kvm_entry tracepoint. */
const VMX_MSR_WRITE = 32;
const VMX_PREEMPTION_TIMER = 52;

const NEEDED_EVENTS = ['kvm_exit', 'kvm_entry'];
const NEEDED_FIELDS = ['exit_reason', 'isa', 'info1', 'info2', 'intr_info'];

/** Events and fields this analysis needs: whoever reads a part of a trace should keep them. */
export function exitsNeed(name: string): boolean {
  return NEEDED_EVENTS.includes(name) || NEEDED_FIELDS.includes(name);
}

/** An exit whose entry has not come yet. */
interface OpenExit {
  tally: ExitTally;
  timeNs: number;
  /** The host CPU's ring buffer it was recorded in. */
  stream: number;
  /** Whether perf would count it; its entry ends that. */
  isPerfs: boolean;
}

/**
 * Pairs every kvm_exit with the next kvm_entry of its thread, in one forward pass (rules ).
 * An exit is left unpaired when the trace ends first, when another exit follows it, or when events
 * were lost where the thread was recorded: a wrong duration is worse than none (C.6).
 */
export class ExitsPass implements EventPass {
  readonly tallies: ExitTally[] = [];
  readonly timeline: ExitTimeline;
  private readonly byKey = new Map<number, ExitTally>();
  /** By binding. */
  private readonly open: (OpenExit | undefined)[] = [];
  private readonly recent = new Array<ExitTally | undefined>(RECENT_TALLIES);
  private readonly exitsOfKind: (ExitColumns | undefined)[] = [];
  private readonly isExit: (boolean | undefined)[] = [];
  private readonly isEntry: (boolean | undefined)[] = [];
  private readonly losses = new LossIndex();
  private sawEntry = false;
  /** By binding: whether its thread entered a guest yet. */
  private readonly hasEntered: boolean[] = [];

  /** `fromNs`: where the part of the trace begins that is read. */
  constructor(
    private readonly bindings: Pick<VcpuBindings, 'ofRow'>,
    fromNs: number,
  ) {
    this.timeline = new ExitTimeline(fromNs);
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.losses.update(lost);
    const { exitsOfKind, isExit, isEntry } = this;
    fillByKind(exitsOfKind, kinds, (kind) =>
      kind.name === 'kvm_exit' ? exitColumns(block, kind) : undefined,
    );
    fillByKind(isExit, kinds, ({ name }) => name === 'kvm_exit');
    fillByKind(isEntry, kinds, ({ name }) => name === 'kvm_entry');
    for (let at = 0; at < block.length; at++) {
      const kind = block.kind[at]!;
      const columns = exitsOfKind[kind];
      if (columns !== undefined && block.detail[at] !== NO_DETAIL) this.exit(block, at, columns);
      else if (isExit[kind] === true) this.unnamedExit(at);
      else if (isEntry[kind] === true) this.entry(block, at);
    }
  }

  private exit(block: EventBlock, at: number, columns: ExitColumns): void {
    const detail = block.detail[at]!;
    const timeNs = block.time[at]!;
    const binding = this.bindings.ofRow[at]!;
    const isaField = columns.isa?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, columns.reason[detail]!);
    const tally = this.tallyOf(binding, isa, isaField, code);
    this.count(tally, ownExitClass(isa, code, columns, detail), timeNs);
    const stream = block.stream[at]!;
    const open = this.open[binding];
    const isPerfs = this.hasEntered[binding] === true;
    if (open === undefined) this.open[binding] = { tally, timeNs, stream, isPerfs };
    else {
      this.reenteredBelow(open, stream, timeNs);
      open.tally = tally;
      open.timeNs = timeNs;
      open.stream = stream;
      open.isPerfs = isPerfs;
    }
  }

  /** Its reason is not recorded: nothing is counted, and the next entry is this exit's, not the one's before. */
  private unnamedExit(at: number): void {
    const open = this.open[this.bindings.ofRow[at]!];
    if (open === undefined) return;
    open.timeNs = -1;
    open.isPerfs = false;
  }

  /** `ownClass`: the class of this very exit, where the reason alone does not tell it. */
  private count(tally: ExitTally, ownClass: ExitClass | undefined, timeNs: number): void {
    let { lane } = tally;
    if (ownClass !== undefined) {
      tally.addOwn(ownClass);
      if (ownClass !== lane.exitClass) lane = this.timeline.lane(tally.binding, ownClass);
    }
    tally.count++;
    this.timeline.add(lane, timeNs);
  }

  private entry(block: EventBlock, at: number): void {
    this.sawEntry = true;
    const timeNs = block.time[at]!;
    const binding = this.bindings.ofRow[at]!;
    const open = this.open[binding];
    this.hasEntered[binding] = true;
    if (open === undefined || open.timeNs < 0) return;
    if (open.isPerfs) {
      open.tally.perfPaired++;
      open.tally.perfTotalNs += timeNs - open.timeNs;
    }
    if (!this.lostBetween(open, block.stream[at]!, timeNs)) {
      open.tally.durations.push(timeNs - open.timeNs);
    }
    open.timeNs = -1;
  }

  /** VMX 5.8 to 5.10 re-enters after these exits without an event: the entry took no time. */
  private reenteredBelow(open: OpenExit, stream: number, timeNs: number): void {
    if (open.timeNs < 0 || open.tally.isa !== 'vmx') return;
    const { code } = open.tally;
    if (code !== VMX_MSR_WRITE && code !== VMX_PREEMPTION_TIMER) return;
    // A recording without any kvm_entry tells nothing of how exits ended.
    if (this.sawEntry && !this.lostBetween(open, stream, timeNs)) open.tally.durations.push(0);
  }

  private lostBetween(open: OpenExit, stream: number, timeNs: number): boolean {
    if (this.losses.none) return false;
    return (
      this.losses.endsWithin(open.stream, open.timeNs, timeNs) ||
      this.losses.endsWithin(stream, open.timeNs, timeNs)
    );
  }

  private tallyOf(
    binding: number,
    isa: Isa | undefined,
    isaField: number | undefined,
    code: number,
  ): ExitTally {
    const slot = (binding * RECENT_CODES + (code & (RECENT_CODES - 1))) & (RECENT_TALLIES - 1);
    const recent = this.recent[slot];
    if (recent?.code === code && recent.binding === binding && recent.isaField === isaField) {
      return recent;
    }
    const isaPart = isaField !== undefined && isaField < ISA_RANGE - 1 ? isaField : ISA_RANGE - 1;
    const key = (binding * ISA_RANGE + isaPart) * CODE_RANGE + code;
    let tally = this.byKey.get(key);
    if (tally === undefined) {
      const usual = exitClass(isa, code);
      const lane = this.timeline.lane(binding, usual);
      tally = new ExitTally(binding, isa, isaField, code, lane);
      this.byKey.set(key, tally);
      this.tallies.push(tally);
    }
    this.recent[slot] = tally;
    return tally;
  }
}
