import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { TWO_32 } from '../../base/twoTo32';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { basicExitCode, exitClass, isaOf } from '../../kvm/exitReasons';
import type { ExitClass, Isa } from '../../kvm/exitReasons';
import { ExitPairs, mayReenterBelow } from '../../vcpu/ExitPairs';
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

const NEEDED_EVENTS = ['kvm_exit', 'kvm_entry'];
const NEEDED_FIELDS = ['exit_reason', 'isa', 'info1', 'info2', 'intr_info'];

/** Events and fields this analysis needs: whoever reads a part of a trace should keep them. */
export function exitsNeed(name: string): boolean {
  return NEEDED_EVENTS.includes(name) || NEEDED_FIELDS.includes(name);
}

type IsBroken = (binding: number, sinceNs: number, untilNs: number) => boolean;

/** Counts exits and how long they took, by thread and reason (rules ), in one forward pass. */
export class ExitsPass implements EventPass {
  readonly tallies: ExitTally[] = [];
  readonly timeline: ExitTimeline;
  private readonly byKey = new Map<number, ExitTally>();
  private readonly recent = new Array<ExitTally | undefined>(RECENT_TALLIES);
  private readonly exitsOfKind: (ExitColumns | undefined)[] = [];
  private readonly isExit: (boolean | undefined)[] = [];
  private readonly isEntry: (boolean | undefined)[] = [];
  private readonly pairs = new ExitPairs((tally, durationNs) =>
    this.tallies[tally]!.durations.push(durationNs),
  );
  /** By binding: whether its thread entered a guest yet. */
  private readonly hasEntered: boolean[] = [];
  /** By binding: whether perf would count the exit that waits for its entry. */
  private readonly isPerfs: boolean[] = [];

  /**
   * `fromNs`: where the part of the trace begins that is read. `isBroken`: whether a binding exited
   * between two times in events that are not among those taken in; undefined: none is left out.
   */
  constructor(
    private readonly bindings: Pick<VcpuBindings, 'ofRow'>,
    fromNs: number,
    private readonly isBroken?: IsBroken,
  ) {
    this.timeline = new ExitTimeline(fromNs);
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.pairs.update(lost);
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
    this.isPerfs[binding] = this.hasEntered[binding] === true;
    this.forgetBroken(binding, timeNs);
    const reentersBelow = mayReenterBelow(isa, code);
    this.pairs.exit(binding, tally.index, timeNs, block.stream[at]!, reentersBelow);
  }

  /** Its reason is not recorded: nothing is counted, and the next entry is this exit's, not the one's before. */
  private unnamedExit(at: number): void {
    this.pairs.unnamedExit(this.bindings.ofRow[at]!);
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
    const timeNs = block.time[at]!;
    const binding = this.bindings.ofRow[at]!;
    this.hasEntered[binding] = true;
    this.forgetBroken(binding, timeNs);
    const sinceNs = this.pairs.openSince(binding);
    if (sinceNs >= 0 && this.isPerfs[binding] === true) {
      const tally = this.tallies[this.pairs.openRow(binding)]!;
      tally.perfPaired++;
      tally.perfTotalNs += timeNs - sinceNs;
    }
    this.pairs.entry(binding, timeNs, block.stream[at]!);
  }

  /** An exit whose entry is not among the events that are taken in waits for none. */
  private forgetBroken(binding: number, timeNs: number): void {
    if (this.isBroken === undefined) return;
    const sinceNs = this.pairs.openSince(binding);
    if (sinceNs >= 0 && this.isBroken(binding, sinceNs, timeNs)) this.pairs.unnamedExit(binding);
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
      tally = new ExitTally(this.tallies.length, binding, isa, isaField, code, lane);
      this.byKey.set(key, tally);
      this.tallies.push(tally);
    }
    this.recent[slot] = tally;
    return tally;
  }
}
