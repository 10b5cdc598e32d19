import type { LossIndex } from '../../events/LossIndex';
import { TWO_32 } from '../../base/twoTo32';
import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import { exitSort, isHostTick } from './exitSort';
import { IdleAction } from './idleActions';
import type { IdleColumns } from './idleActions';
import type { IdleLane } from './IdleLane';
import type { IdlePeriods } from './IdlePeriods';
import { LaneContexts } from './LaneContexts';
import { LaneInterrupts } from './LaneInterrupts';
import { LanePeriods } from './LanePeriods';
import { ExitPlace } from './LatestExit';
import { NO_PLACE } from './TickSamples';
import { WaitLoops } from './WaitLoops';
import type { WakeSurroundings } from './wakeContext';

const USERSPACE_HLT = 5;
const EINTR = 4;
const HLT_OPCODE = 0xf4;
const INVALID_OPCODE = 6;
/** Bit 31 of an interruption information: it holds something. */
const VALID = 0x80000000;

export interface LaneSurroundings extends WakeSurroundings {
  readonly periods: IdlePeriods;
  readonly losses: LossIndex;
  readonly parameters: AnalysisParameters;
}

/** What the events of a vCPU's own thread make of its idle periods. */
export class LaneEvents {
  private readonly contexts: LaneContexts;
  private readonly interrupts: LaneInterrupts;
  private readonly loops: WaitLoops;
  private readonly periods: LanePeriods;

  constructor(private readonly around: LaneSurroundings) {
    const { periods, parameters } = around;
    this.contexts = new LaneContexts(around);
    this.interrupts = new LaneInterrupts(this.contexts);
    this.loops = new WaitLoops(this.contexts, this.interrupts, periods);
    this.periods = new LanePeriods(this.contexts, periods, parameters.poll_min);
  }

  exit(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    const { exit } = lane;
    const isaField = of.third?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, of.first?.[detail] ?? 0);
    const sort = exitSort(isa, code);
    const ripLow = of.second?.[detail] ?? 0;
    const ripHigh = of.secondHigh?.[detail] ?? 0;
    exit.sort = sort;
    exit.atNs = atNs;
    exit.ripLow = ripLow;
    exit.ripHigh = ripHigh;
    exit.isaField = isaField;
    exit.code = code;
    exit.stream = lane.lastStream;
    exit.place = ExitPlace.Unasked;
    lane.injected = undefined;
    lane.injectedVector = -1;
    // Its entry was not recorded.
    this.periods.cut(lane);
    if (sort === 'interrupt' && isHostTick(isa, code, of.fourth?.[detail], lane)) {
      const place = lane.residence.add(ripLow, ripHigh, atNs);
      lane.tickExitNs = atNs;
      lane.tickPlace = place < 0 ? NO_PLACE : place;
    }
    if (sort === 'mwait' || sort === 'monitor') lane.waitExits++;
    this.loops.exit(lane);
    if (sort === 'hlt' || sort === 'idle-hlt') {
      lane.idleExits++;
      lane.open(sort === 'hlt' ? 'halt' : 'idle-halt', atNs, ripLow, ripHigh);
    }
  }

  entry(lane: IdleLane, intrInfo: number, atNs: number): void {
    if ((intrInfo & VALID) !== 0) this.interrupts.inject(lane, intrInfo & 0xff);
    this.interrupts.sampleTick(lane, atNs);
    if (lane.opening !== 'none') this.periods.end(lane, atNs, 'kvm_entry');
    else if (lane.run.isOpen) this.loops.entry(lane, atNs);
    else if (lane.isFresh && lane.sleeps.firstNs >= 0) this.periods.endStart(lane, atNs);
    lane.forgetSleep();
    lane.injected = undefined;
    lane.injectedVector = -1;
    lane.exit.place = ExitPlace.None;
    lane.hasEntered = true;
    lane.enteredNs = atNs;
    lane.busyUntilNs = atNs;
    lane.emulatedHltNs = -1;
    lane.sawAsyncPage = false;
    lane.sawAsyncReady = false;
  }

  haltEnd(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    const waited = of.first === undefined ? undefined : of.first[detail] !== 0;
    const lengthNs = lengthOf(of, detail);
    if (!lane.signalled) this.periods.endUnentered(lane);
    if (lane.opening === 'none') this.openByHalt(lane, atNs - (lengthNs ?? 0));
    else this.periods.noteEarlierHalt(lane);
    const context = this.contexts.of(lane);
    lane.haltEnd({
      atNs,
      lengthNs,
      waited,
      sinceNs: lane.haltSinceNs,
      firstSleepNs: lane.sleeps.firstNs,
      switchesRecorded: context.switchesRecorded,
      windowsRecorded: context.windowsRecorded,
    });
    lane.endedHalts++;
    // Without HLT exits the guest's own code is not what runs: nothing tells what it does before.
    const isShort = lengthNs !== undefined && lengthNs < this.around.parameters.short_halt;
    if (isShort && lane.exit.sort === 'hlt') lane.shortHalts++;
  }

  userspaceExit(lane: IdleLane, of: IdleColumns, detail: number): void {
    const errno = (of.second?.[detail] ?? 0) | 0;
    if (errno === -EINTR) lane.signalled = true;
    else this.periods.endUnentered(lane);
    if (errno >= 0 && of.first?.[detail] === USERSPACE_HLT) lane.sawUserspaceHalt = true;
    lane.forgetSleep();
  }

  /** Any other event of KVM by the thread itself. */
  inKernel(lane: IdleLane, of: IdleColumns, detail: number, atNs: number): void {
    switch (of.action) {
      case IdleAction.Inject:
        this.interrupts.inject(lane, of.first?.[detail] ?? 0);
        break;
      case IdleAction.InjectException:
        if (of.first?.[detail] === INVALID_OPCODE) this.loops.refuseMwait(lane);
        break;
      case IdleAction.Emulate:
        this.periods.endUnentered(lane);
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
        this.periods.endUnentered(lane);
    }
  }

  /** The thread left its CPU to sleep. */
  sleep(lane: IdleLane, atNs: number): void {
    if (!lane.signalled) this.periods.endUnentered(lane);
    if (lane.opening === 'none' && lane.sawAsyncPage) {
      this.loops.end(lane);
      lane.open('async-page', atNs, lane.exit.ripLow, lane.exit.ripHigh);
    }
    this.periods.noteEarlierHalt(lane);
    lane.sleep(atNs);
  }

  /** The thread is woken, and had slept: a halt that ended before is over, though its sleep may be hidden. */
  wake(lane: IdleLane): void {
    if (!lane.signalled) this.periods.endUnentered(lane);
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
    lane.window.interrupt();
    lane.wakeAges.lose(lastNs);
    lane.tickExitNs = -1;
    this.periods.cut(lane);
    this.loops.end(lane);
  }

  /** The trace ends. */
  finish(lane: IdleLane): void {
    lane.wakeAges.lose(lane.lastNs);
    this.loops.end(lane);
    this.periods.endUnentered(lane);
    this.periods.cut(lane);
  }

  /** A halt whose exit was not seen. */
  private openByHalt(lane: IdleLane, haltNs: number): void {
    const { run, exit } = lane;
    const isMwait = exit.sort === 'mwait' && exit.atNs > lane.enteredNs;
    if (run.isOpen) {
      if (isMwait) run.iterations--;
      this.loops.end(lane);
    }
    // Clocks and lost events can make a halt reach back into what was seen.
    const fromNs = Math.max(haltNs, lane.busyUntilNs);
    if (isMwait) {
      lane.open('mwait-halt', exit.atNs, exit.ripLow, exit.ripHigh);
    } else if (lane.isFresh && lane.emulatedHltNs < 0) {
      lane.open('unseen', fromNs, 0, 0);
      lane.isBroken = true;
      lane.isCut = haltNs < 0;
    } else lane.open('emulated', fromNs, 0, 0);
  }
}

/** ns that a halt lasted; undefined: not recorded. */
function lengthOf({ second, secondHigh }: IdleColumns, detail: number): number | undefined {
  if (second === undefined) return undefined;
  return second[detail]! + (secondHigh?.[detail] ?? 0) * TWO_32;
}
