import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock, EventKind, EventStream, WordColumn } from '../../events/EventTable';
import { fieldIndex } from '../../events/fields';
import { basicExitCode, exitClass, isaOf } from '../../kvm/exitReasons';
import type { ExitClass, Isa } from '../../kvm/exitReasons';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { ExitTally } from './ExitStatistics';
import { ExitTimeline } from './ExitTimeline';
import { LossIndex } from './LossIndex';
import type { Loss } from './LossIndex';

const CODE_RANGE = 2 ** 32;
const ISA_RANGE = 4;
/** Tallies found without a map: a vCPU's exits are of few reasons, again and again. Powers of two. */
const RECENT_CODES = 16;
const RECENT_TALLIES = 4096;
/** VMX 0 and SVM 0x400 stand for several classes; their other fields tell which (B.2, B.3). */
const VMX_EXCEPTION_NMI = 0;
const SVM_NPF = 0x400;
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
  hostCpu: number;
}

/**
 * Pairs every kvm_exit with the next kvm_entry of its thread, in one forward pass (rules ).
 * An exit is left unpaired when the trace ends first, when another exit follows it, or when events
 * were lost on a host CPU it was on: a wrong duration is worse than none (C.6).
 */
export class ExitsPass {
  readonly tallies: ExitTally[] = [];
  readonly timeline = new ExitTimeline();
  private readonly byKey = new Map<number, ExitTally>();
  /** By binding. */
  private readonly open: (OpenExit | undefined)[] = [];
  private readonly recent = new Array<ExitTally | undefined>(RECENT_TALLIES);
  private readonly losses = new LossIndex();
  private sawEntry = false;

  constructor(
    private readonly bindings: VcpuBindings,
    private readonly streams: readonly EventStream[],
  ) {}

  /**
   * Takes a block in, which the bindings took in just before.
   * `lost`: all losses found so far, up to this block's end or later.
   */
  add(block: EventBlock, kinds: readonly EventKind[], lost: readonly Loss[]): void {
    this.losses.update(lost);
    const exitsOfKind = kinds.map((kind) =>
      kind.name === 'kvm_exit' ? exitColumns(block, kind) : undefined,
    );
    const isEntry = kinds.map((kind) => kind.name === 'kvm_entry');
    for (let at = 0; at < block.length; at++) {
      const kind = block.kind[at]!;
      const columns = exitsOfKind[kind];
      if (columns !== undefined) this.exit(block, at, columns);
      else if (isEntry[kind] === true) this.entry(block, at);
    }
  }

  private exit(block: EventBlock, at: number, columns: ExitColumns): void {
    const detail = block.detail[at]!;
    if (detail === NO_DETAIL) return;
    const timeNs = block.time[at]!;
    const binding = this.bindings.ofRow[at]!;
    const isaField = columns.isa?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, columns.reason[detail]!);
    const tally = this.tallyOf(binding, isa, isaField, code);
    this.count(tally, refinedClass(isa, code, columns, detail), timeNs);
    const hostCpu = this.streams[block.stream[at]!]!.hostCpu;
    this.reenteredBelow(binding, timeNs);
    const open = this.open[binding];
    if (open === undefined) this.open[binding] = { tally, timeNs, hostCpu };
    else {
      open.tally = tally;
      open.timeNs = timeNs;
      open.hostCpu = hostCpu;
    }
  }

  /** `ownClass`: the class of this very exit, where the reason alone does not tell it. */
  private count(tally: ExitTally, ownClass: ExitClass | undefined, timeNs: number): void {
    let { lane } = tally;
    if (ownClass !== undefined) {
      if (tally.count === 0) tally.exitClass = ownClass;
      else if (tally.exitClass !== ownClass) tally.exitClass = exitClass(tally.isa, tally.code);
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
    if (open === undefined || open.timeNs < 0) return;
    const hostCpu = this.streams[block.stream[at]!]!.hostCpu;
    if (!this.lostBetween(open, hostCpu, timeNs)) open.tally.addPaired(timeNs - open.timeNs);
    open.timeNs = -1;
  }

  /** VMX 5.8 to 5.10 re-enters after these exits without an event: the entry took no time. */
  private reenteredBelow(binding: number, timeNs: number): void {
    const open = this.open[binding];
    if (open === undefined || open.timeNs < 0 || open.tally.isa !== 'vmx') return;
    const { code } = open.tally;
    if (code !== VMX_MSR_WRITE && code !== VMX_PREEMPTION_TIMER) return;
    // A recording without any kvm_entry tells nothing of how exits ended.
    if (this.sawEntry && !this.lostBetween(open, open.hostCpu, timeNs)) open.tally.addPaired(0);
  }

  private lostBetween(open: OpenExit, hostCpu: number, timeNs: number): boolean {
    if (this.losses.none) return false;
    return (
      this.losses.endsWithin(open.hostCpu, open.timeNs, timeNs) ||
      this.losses.endsWithin(hostCpu, open.timeNs, timeNs)
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
      tally = new ExitTally(binding, isa, isaField, code, usual, lane);
      this.byKey.set(key, tally);
      this.tallies.push(tally);
    }
    this.recent[slot] = tally;
    return tally;
  }
}

interface ExitColumns {
  readonly reason: WordColumn;
  readonly isa: WordColumn | undefined;
  readonly info1: WordColumn | undefined;
  readonly info2: WordColumn | undefined;
  readonly intrInfo: WordColumn | undefined;
}

function exitColumns(block: EventBlock, kind: EventKind): ExitColumns | undefined {
  const columns = block.fields[kind.index];
  const low = (name: string) => columns?.low[fieldIndex(kind, name)];
  const reason = low('exit_reason');
  if (reason === undefined) return undefined;
  const [isa, info1, info2, intrInfo] = [low('isa'), low('info1'), low('info2'), low('intr_info')];
  return { reason, isa, info1, info2, intrInfo };
}

/** Class of this very exit, for the reasons whose class depends on more than the code. */
function refinedClass(
  isa: Isa | undefined,
  code: number,
  columns: ExitColumns,
  detail: number,
): ExitClass | undefined {
  if (isa === 'vmx' && code === VMX_EXCEPTION_NMI) {
    const intrInfo = (columns.intrInfo ?? columns.info2)?.[detail];
    return intrInfo === undefined ? undefined : exitClass(isa, code, { intrInfo });
  }
  if (isa === 'svm' && code === SVM_NPF) {
    const info1Low = columns.info1?.[detail];
    return info1Low === undefined ? undefined : exitClass(isa, code, { info1Low });
  }
  return undefined;
}
