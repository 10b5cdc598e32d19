import { TWO_32 } from '../../base/twoTo32';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { LossIndex } from '../../events/LossIndex';
import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import { exitSort, isHostTick } from './exitSort';
import type { IdleColumns } from './idleActions';
import { IdleAction } from './idleActions';
import type { ExitSort } from './IdleLane';
import { ExitPlace } from './IdleLane';
import type { IdleLane } from './IdleLane';
import { emptyPeriod } from './IdlePeriods';
import { NO_AGE, NO_PLACE } from './TickSamples';
import type { FoundPeriod, IdlePeriods } from './IdlePeriods';
import { settlePeriod } from './settlePeriod';
import type { Recorded } from './settlePeriod';
import type { WaitKind } from './WaitRun';
import { attributeInGuest, attributeWake, Rank } from './wakeCause';
import { pendingBeside } from './pendingBeside';
import { earlierHalt } from './earlierHalt';
import { wakeContext } from './wakeContext';
import type { WakeContext, WakeSurroundings } from './wakeContext';
import type { StepEvent } from './words';

const USERSPACE_HLT = 5;
const EINTR = 4;
const HLT_OPCODE = 0xf4;
const INVALID_OPCODE = 6;
/** Bit 31 of an interruption information: it holds something. */
const VALID = 0x80000000;

/** More tell nothing new of one period. */
const MOST_EARLIER_HALTS = 16;

export interface LaneSurroundings extends WakeSurroundings {
  readonly periods: IdlePeriods;
  readonly losses: LossIndex;
  /** Whether a poll window that changed would be in a recording; undefined: nothing tells. */
  readonly tellsWindows: (source: number) => boolean | undefined;
  readonly parameters: AnalysisParameters;
}

/** What the events of a vCPU's own thread make of its idle periods. */
export class LaneEvents {
  /** By recording. */
  private readonly contexts: WakeContext[] = [];

  constructor(private readonly around: LaneSurroundings) {}

  exit(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    const isaField = of.third?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, of.first?.[detail] ?? 0);
    const sort = exitSort(isa, code);
    const ripLow = of.second?.[detail] ?? 0;
    const ripHigh = of.secondHigh?.[detail] ?? 0;
    lane.exit = sort;
    lane.exitNs = atNs;
    lane.exitRipLow = ripLow;
    lane.exitRipHigh = ripHigh;
    lane.exitIsaField = isaField;
    lane.exitCode = code;
    lane.exitStream = lane.lastStream;
    lane.exitPlace = ExitPlace.Unasked;
    lane.injected = undefined;
    lane.injectedVector = -1;
    // Its entry was not recorded.
    if (lane.opening !== 'none') this.cutPeriod(lane);
    if (sort === 'interrupt' && isHostTick(isa, code, of.fourth?.[detail], lane)) {
      const place = lane.residence.add(ripLow, ripHigh, atNs);
      lane.tickExitNs = atNs;
      lane.tickPlace = place < 0 ? NO_PLACE : place;
    }
    if (sort === 'mwait' || sort === 'monitor') lane.waitExits++;
    this.continueRun(lane, sort, atNs);
    if (sort === 'hlt' || sort === 'idle-hlt') {
      lane.idleExits++;
      lane.open(sort === 'hlt' ? 'halt' : 'idle-halt', atNs, ripLow, ripHigh);
    }
  }

  entry(lane: IdleLane, intrInfo: number, atNs: number): void {
    if ((intrInfo & VALID) !== 0) this.inject(lane, intrInfo & 0xff);
    this.sampleTick(lane, atNs);
    if (lane.opening !== 'none') this.endPeriod(lane, atNs, 'kvm_entry');
    else if (lane.run.isOpen) this.enterRun(lane, atNs);
    else if (lane.isFresh && lane.firstSleepNs >= 0) this.endStart(lane, atNs);
    lane.forgetSleep();
    lane.injected = undefined;
    lane.injectedVector = -1;
    lane.exitPlace = ExitPlace.None;
    lane.hasEntered = true;
    lane.enteredNs = atNs;
    lane.busyUntilNs = atNs;
    lane.emulatedHltNs = -1;
    lane.sawAsyncPage = false;
    lane.sawAsyncReady = false;
  }

  /** Only the entry tells whether an exit by the host's timer was for a timer of the guest. */
  private sampleTick(lane: IdleLane, atNs: number): void {
    const { ticks, wakeAges, tickExitNs, tickPlace } = lane;
    const isWake = this.interruptRank(lane) > 0;
    if (tickExitNs >= 0) {
      const age = wakeAges.binAt(tickExitNs);
      ticks.add(tickExitNs, tickPlace, age < 0 ? NO_AGE : age, isWake);
      lane.tickExitNs = -1;
    }
    if (isWake) wakeAges.interrupted(atNs);
  }

  haltEnd(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    const waited = of.first === undefined ? undefined : of.first[detail] !== 0;
    const lengthNs = lengthOf(of, detail);
    const { parameters } = this.around;
    if (!lane.signalled) this.endUnentered(lane);
    if (lane.opening === 'none') this.openByHalt(lane, atNs - (lengthNs ?? 0));
    else this.noteEarlierHalt(lane);
    const switches = this.seenBeside(lane)[IdleAction.Switch]! > 0;
    const windows = this.around.tellsWindows(this.sourceOf(lane)) === true;
    lane.haltEnd(atNs, lengthNs, waited, { switches, windows });
    lane.endedHalts++;
    // Without HLT exits the guest's own code is not what runs: nothing tells what it does before.
    if (lengthNs !== undefined && lengthNs < parameters.short_halt && lane.exit === 'hlt')
      lane.shortHalts++;
  }

  userspaceExit(lane: IdleLane, of: IdleColumns, detail: number): void {
    const errno = (of.second?.[detail] ?? 0) | 0;
    if (errno === -EINTR) lane.signalled = true;
    else this.endUnentered(lane);
    if (errno >= 0 && of.first?.[detail] === USERSPACE_HLT) lane.sawUserspaceHalt = true;
    lane.forgetSleep();
  }

  /** Any other event of KVM by the thread itself. */
  inKernel(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    switch (of.action) {
      case IdleAction.Inject:
        this.inject(lane, of.first?.[detail] ?? 0);
        break;
      case IdleAction.InjectException:
        if (of.first?.[detail] === INVALID_OPCODE) this.refuseMwait(lane);
        break;
      case IdleAction.Emulate:
        this.endUnentered(lane);
        if (((of.first?.[detail] ?? 0) & 0xff) === HLT_OPCODE) lane.emulatedHltNs = atNs;
        break;
      case IdleAction.NestedInject:
        lane.isReflected = true;
        break;
      case IdleAction.AsyncPage:
        lane.sawAsyncPage = true;
        break;
      case IdleAction.Paravirtual:
        lane.isParavirtual = true;
        break;
      case IdleAction.AsyncReady:
        lane.sawAsyncReady = true;
        break;
      default:
        this.endUnentered(lane);
    }
  }

  /** The thread left its CPU to sleep. */
  sleep(lane: IdleLane, atNs: number): void {
    if (!lane.signalled) this.endUnentered(lane);
    if (lane.opening === 'none' && lane.sawAsyncPage) {
      if (lane.run.isOpen) this.closeRun(lane, lane.run.endNs, false);
      lane.open('async-page', atNs, lane.exitRipLow, lane.exitRipHigh);
    }
    this.noteEarlierHalt(lane);
    lane.sleep(atNs);
  }

  /** The thread is woken, and had slept: a halt that ended before is over, though its sleep may be hidden. */
  wake(lane: IdleLane): void {
    if (!lane.signalled) this.endUnentered(lane);
  }

  /** Events of the thread may be missing: nothing is said of what was going on (C.6). */
  checkLoss(lane: IdleLane, stream: number, atNs: number): void {
    const { losses } = this.around;
    const { lastNs, lastStream } = lane;
    if (lane.firstNs < 0) lane.firstNs = atNs;
    lane.lastNs = atNs;
    lane.lastStream = stream;
    if (losses.none) return;
    if (!losses.endsWithin(lastStream, lastNs, atNs) && !losses.endsWithin(stream, lastNs, atNs)) {
      return;
    }
    lane.windows.interrupt();
    lane.wakeAges.lose(lastNs);
    lane.tickExitNs = -1;
    if (lane.opening !== 'none') this.cutPeriod(lane);
    if (lane.run.isOpen) this.closeRun(lane, lane.run.endNs, false);
  }

  /** The trace ends. */
  finish(lane: IdleLane): void {
    lane.wakeAges.lose(lane.lastNs);
    if (lane.run.isOpen) this.closeRun(lane, lane.run.endNs, false);
    this.endUnentered(lane);
    if (lane.opening !== 'none') this.cutPeriod(lane);
  }

  /** The thread halts or sleeps again: its latest halt did not end the period. */
  private noteEarlierHalt(lane: IdleLane): void {
    if (lane.opening === 'none' || lane.earlierHalts === lane.halts) return;
    lane.earlierHalts = lane.halts;
    if (lane.earlier.length < MOST_EARLIER_HALTS)
      lane.earlier.push(earlierHalt(lane, this.contextOf(lane)));
  }

  private inject(lane: IdleLane, vector: number): void {
    const { accepts } = lane;
    const context = this.contextOf(lane);
    lane.injectedVector = vector;
    lane.injected = undefined;
    for (let back = 0; back < accepts.length; back++) {
      const accept = accepts.latest(back);
      if (accept.vector !== vector || accept.isSpent) continue;
      if (accept.thread !== lane.thread && context.isOfVm(accept.thread, lane) === false) {
        continue;
      }
      lane.injected ??= accept;
      accept.isSpent = true;
    }
  }

  /** A halt whose exit was not seen. */
  private openByHalt(lane: IdleLane, haltNs: number): void {
    const { run } = lane;
    const isMwait = lane.exit === 'mwait' && lane.exitNs > lane.enteredNs;
    if (run.isOpen) {
      if (isMwait) run.iterations--;
      this.closeRun(lane, run.endNs, false);
    }
    // Clocks and lost events can make a halt reach back into what was seen.
    const fromNs = Math.max(haltNs, lane.busyUntilNs);
    if (isMwait) {
      lane.open('mwait-halt', lane.exitNs, lane.exitRipLow, lane.exitRipHigh);
    } else if (lane.isFresh && lane.emulatedHltNs < 0) {
      lane.open('unseen', fromNs, 0, 0);
      lane.isBroken = true;
      lane.isCut = haltNs < 0;
    } else lane.open('emulated', fromNs, 0, 0);
  }

  /**
   * Where a recording shows neither exits nor entries, a period is only known to last until its halt
   * ended. What came since on the thread could still tell what ended it.
   */
  private endUnentered(lane: IdleLane): void {
    const seen = this.seenBeside(lane);
    if (lane.opening === 'none' || lane.haltEndNs < 0 || !lane.isFresh) return;
    if (seen[IdleAction.Entry] === 0 && seen[IdleAction.Exit] === 0) {
      this.endPeriod(lane, lane.haltEndNs, 'kvm_vcpu_wakeup');
    }
  }

  /** The vCPU slept before it entered its guest for the first time: it waited to be started, if so it was woken. */
  private endStart(lane: IdleLane, atNs: number): void {
    lane.open('start', lane.firstSleepNs, 0, 0);
    this.endPeriod(lane, atNs, 'kvm_entry');
  }

  private endPeriod(lane: IdleLane, atNs: number, endedBy: StepEvent): void {
    if (lane.sleeps === 0) lane.takeEarlyWaking();
    const found = this.begin(lane);
    found.endNs = atNs;
    found.endedBy = endedBy;
    if (!lane.isReflected) attributeWake(lane, this.contextOf(lane), found);
    found.alsoPending = pendingBeside(lane, this.contextOf(lane), found.vector);
    const isPeriod = settlePeriod(lane, this.recordedBeside(lane), found);
    if (isPeriod) this.around.periods.push(found);
    lane.busyUntilNs = atNs;
    lane.close();
  }

  private cutPeriod(lane: IdleLane): void {
    const found = this.begin(lane);
    lane.isBroken = true;
    if (settlePeriod(lane, this.recordedBeside(lane), found)) this.around.periods.push(found);
    lane.busyUntilNs = lane.startNs;
    lane.close();
  }

  private begin(lane: IdleLane): FoundPeriod {
    const found = emptyPeriod();
    found.binding = lane.binding;
    found.startNs = lane.startNs;
    found.startedBy = lane.startedBy;
    found.isCut = lane.isCut;
    found.ripLow = lane.ripLow;
    found.ripHigh = lane.ripHigh;
    found.pollNs = lane.pollNs;
    found.waitNs = lane.waitNs;
    found.windowNs = lane.windowNs;
    found.earlier = lane.earlier;
    found.runningNs = lane.waking.atNs >= 0 ? lane.runningNs : -1;
    found.aheadTid = found.runningNs >= 0 ? lane.aheadTid : -1;
    return found;
  }

  private continueRun(lane: IdleLane, sort: ExitSort, atNs: number): void {
    const { run } = lane;
    const kind = waitKindOf(sort);
    if (run.isOpen) {
      if (sort === 'interrupt' && run.goesOn(atNs, lane.exitRipLow, lane.exitRipHigh)) return;
      if (kind === 'none' || !run.reaches(atNs, kind)) {
        this.closeRun(lane, run.endNs, run.sawWrite);
      } else {
        run.take(kind, lane.exitRipLow, lane.exitRipHigh);
        if (kind === 'mwait') lane.mwaits++;
      }
    }
    if (kind === 'none' || run.isOpen) return;
    run.begin(atNs, kind, lane.exitRipLow, lane.exitRipHigh);
    if (kind === 'mwait') lane.mwaits++;
    if (kind !== 'pause') lane.idleExits++;
  }

  private enterRun(lane: IdleLane, atNs: number): void {
    const { run } = lane;
    const isMember = lane.exit !== 'interrupt';
    if (isMember) run.reachTo(atNs);
    run.enteredNs = atNs;
    if (this.interruptRank(lane) > 0) {
      // What it did elsewhere is no waiting, and the interrupt no end of it.
      if (run.hasStrayed) this.closeRun(lane, run.endNs, run.sawWrite);
      else {
        run.reachTo(atNs);
        this.closeRun(lane, atNs, false);
      }
    }
  }

  /**
   * How sure it is that an interrupt reaches the guest at this entry; 0: none does, as far as is
   * recorded. With a virtual APIC nothing is injected: what was accepted during this exit reaches the
   * guest now (P-3).
   */
  private interruptRank(lane: IdleLane): number {
    const { accepts } = lane;
    if (lane.injectedVector >= 0) return Rank.Linked;
    if (accepts.length === 0) return 0;
    const accept = accepts.latest(0);
    if (accept.isSpent || accept.atNs < lane.exitNs) return 0;
    if (accept.isPosted) return Rank.Linked;
    return this.contextOf(lane).isApicVirtual ? Rank.Context : 0;
  }

  private closeRun(lane: IdleLane, endNs: number, sawWrite: boolean): void {
    const { run } = lane;
    run.isOpen = false;
    if (run.iterations <= 0) return;
    if (!run.isPause) lane.loopsDisplacedNs += run.displacedNs;
    lane.busyUntilNs = Math.max(lane.busyUntilNs, endNs);
    const found = emptyPeriod();
    found.binding = lane.binding;
    found.startNs = run.startNs;
    found.startedBy = 'kvm_exit';
    found.endNs = endNs;
    // Without an entry behind it, its only exit is all of it.
    found.endedBy = endNs > run.startNs ? 'kvm_entry' : 'kvm_exit';
    found.strategy = run.isPause ? 'pause-spin' : 'mwait-nop';
    found.rank = 95;
    found.ripLow = run.ripLow;
    found.ripHigh = run.ripHigh;
    found.iterations = run.iterations;
    found.way = 'in-guest';
    if (sawWrite) {
      // An interrupt would have ended it as well, had it been seen.
      const { interruptsRecorded } = this.contextOf(lane);
      found.cause = 'memory-write';
      found.causeRank = interruptsRecorded ? Rank.InWindow : Rank.Context;
    } else if (endNs >= lane.exitNs && endNs > run.startNs) {
      const rank = this.interruptRank(lane);
      if (rank > 0) attributeInGuest(lane, this.contextOf(lane), found, rank);
      if (found.causeNs >= 0 && found.causeNs < run.startNs) found.way = 'already-pending';
    }
    this.around.periods.push(found);
  }

  /** Events of the lane's own recording. */
  private seenBeside(lane: IdleLane): Float64Array {
    return this.around.seen.of(this.sourceOf(lane));
  }

  private sourceOf(lane: IdleLane): number {
    return this.around.threads[lane.thread]!.source;
  }

  private recordedBeside(lane: IdleLane): Recorded {
    return { seen: this.seenBeside(lane), pollMinNs: this.around.parameters.poll_min };
  }

  private contextOf(lane: IdleLane): WakeContext {
    const source = this.sourceOf(lane);
    return (this.contexts[source] ??= wakeContext(this.around, source));
  }

  /** The MWAIT that the guest tried raises an exception instead of waiting. */
  private refuseMwait(lane: IdleLane): void {
    if (lane.exit !== 'mwait' || lane.exitNs < lane.enteredNs) return;
    lane.refusedMwaits++;
    lane.run.iterations--;
    if (lane.run.iterations <= 0) lane.run.isOpen = false;
  }
}

/** ns that a halt lasted; undefined: not recorded. */
function lengthOf({ second, secondHigh }: IdleColumns, detail: number): number | undefined {
  if (second === undefined) return undefined;
  return second[detail]! + (secondHigh?.[detail] ?? 0) * TWO_32;
}

function waitKindOf(sort: ExitSort): WaitKind {
  switch (sort) {
    case 'monitor':
      return 'monitor';
    case 'mwait':
      return 'mwait';
    case 'pause':
      return 'pause';
    default:
      return 'none';
  }
}
