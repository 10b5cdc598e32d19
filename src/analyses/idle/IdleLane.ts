import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import { Evidence } from '../../base/Evidence';
import type { Accept, Accepts, Channel } from './Accepts';
import { GuestPlaces } from './GuestPlaces';
import type { EarlierHalt } from './IdlePeriods';
import { TickSamples } from './TickSamples';
import { WakeAges } from './WakeAges';
import { WaitRun } from './WaitRun';
import { WindowChanges } from './WindowChanges';
import { WindowHistory } from './WindowHistory';
import type { StepEvent } from './words';

/** How a period that may be one began. */
export type Opening =
  | 'none'
  /** HLT exit. */
  | 'halt'
  /** SVM's idle HLT exit. */
  | 'idle-halt'
  /** MWAIT exit that blocked. */
  | 'mwait-halt'
  /** A halt from before the trace, or from before anything showed the vCPU run. */
  | 'unseen'
  /** A halt without an exit: through the emulator. */
  | 'emulated'
  /** The guest was told that a page is not there, and its thread sleeps. */
  | 'async-page'
  /** A vCPU slept before it was started. */
  | 'start';

/** Tracepoint that a period's begin is of. */
const STARTED_BY: Readonly<Record<Opening, StepEvent>> = {
  none: '',
  halt: 'kvm_exit',
  'idle-halt': 'kvm_exit',
  'mwait-halt': 'kvm_exit',
  unseen: '',
  emulated: '',
  'async-page': 'sched_switch',
  start: 'sched_switch',
};

/** What an exit means for idling. */
export type ExitSort =
  | 'other'
  | 'hlt'
  | 'idle-hlt'
  | 'monitor'
  | 'mwait'
  | 'pause'
  /** A host interrupt, or a window for a guest's: neither ends a loop of waiting. */
  | 'interrupt';

/** `IdleLane.exitPlace` where it is no place's number. */
export const ExitPlace = {
  /** The thread handles no exit, or nothing tells where that was. */
  None: -1,
  /** Nobody asked yet. */
  Unasked: -2,
  /** There are more places than are told apart. */
  Beyond: -3,
} as const;

/** The waking that a halt ended with, what its host CPU was doing, and the waker until then. */
export interface Waking {
  atNs: number;
  stream: number;
  /** Number of the thread that ran. */
  thread: number;
  inInterrupt: boolean;
  timerNs: number;
  deviceNs: number;
  isLocalTimer: boolean;
  channel: Channel;
  /** Interrupt line that the waker had set; -1: none. */
  gsi: number;
  isKick: boolean;
  /** Exit of the waker that it handled; -1: none. */
  exitNs: number;
  /** Number of that exit's place, as `Senders` has it; negative: none is told. */
  place: number;
  /** Guest-physical address of a write of the waker's guest that faulted, in two words; high -1: none. */
  faultLow: number;
  faultHigh: number;
}

/** How a thread slept last, and what woke it. */
export interface SleepsBefore {
  firstSleepNs: number;
  runningNs: number;
  readonly waking: Waking;
}

/** What the times of a lane's events are judged by. */
export interface LaneThresholds extends Pick<AnalysisParameters, 'nop_gap' | 'rip_slack'> {
  /** Disorder between host CPUs that the clock of its recording may show. */
  readonly clockSlackNs: number;
}

/** One vCPU thread: the idle period it is in, and what is remembered across them. */
export class IdleLane {
  binding = -1;
  vcpu = -1;
  accepts: Accepts;
  readonly run: WaitRun;
  readonly residence = new GuestPlaces();
  readonly ticks = new TickSamples();
  readonly wakeAges = new WakeAges();
  /** Latest exit by the host's tick, until its entry tells whether it brought an interrupt; -1: none. */
  tickExitNs = -1;
  tickPlace = 0;
  /** HLT, MWAIT and MONITOR exits. */
  idleExits = 0;
  mwaits = 0;
  /** MWAIT and MONITOR exits. */
  waitExits = 0;
  /** ns that the thread was displaced from its CPU within its MWAIT loops. */
  loopsDisplacedNs = 0;
  refusedMwaits = 0;
  hasEntered = false;

  opening: Opening = 'none';
  startNs = 0;
  startedBy: StepEvent = '';
  /** The period began before the trace. */
  isCut = false;
  ripLow = 0;
  ripHigh = 0;
  /** End of the latest halt in the period; -1: none ended with an event of its own. */
  haltEndNs = -1;
  pollNs = -1;
  waitNs = -1;
  windowNs = -1;
  /** Window that a change since the latest end of a halt replaced; -1: none did. */
  replacedWindowNs = -1;
  /** undefined: not recorded. */
  waited: boolean | undefined = false;
  halts = 0;
  /** Of the halts in the period, those that did not end it, the first ones in `earlier`. */
  earlierHalts = 0;
  earlier: EarlierHalt[] = [];
  firstSleepNs = -1;
  sleeps = 0;
  runningNs = -1;
  /** Thread that the host CPU ran until this one got it; -1: not recorded. */
  aheadTid = -1;
  /** The latest of the latest sleep: what came since the thread runs again ended no sleep. */
  waking: Waking;
  /** One of a thread that still runs: it counts if the thread is switched out asleep all the same. */
  private earlyWaking = noWaking();
  private isAsleep = false;
  /** First timer interrupt of the host that hit the thread in the period; -1: none did, as far as is recorded. */
  timerInterruptNs = -1;
  /** Acceptance whose vector was injected since the latest exit. */
  injected: Accept | undefined;
  injectedVector = -1;
  signalled = false;
  sawUserspaceHalt = false;
  isReflected = false;
  sawAsyncPage = false;
  sawAsyncReady = false;
  emulatedHltNs = -1;
  isBroken = false;

  /** Wakings in halts that went on, as if nobody had woken the vCPU (E.6). */
  vainWakings = 0;
  readonly vainWakingsAt = new Evidence();
  /** By the number of the thread that did it, outside of interrupts. */
  readonly vainWakers = new Map<number, number>();
  /** The longest times that another thread displaced it from its CPU. */
  readonly displacements = new Evidence();
  displacedAtNs = -1;

  /** Poll window: -1 until a kvm_halt_poll_ns told it. */
  window = -1;
  firstWindowNs = -1;
  /** Longest window that a halt polled by; the latest one may still be cut when the next halt starts. */
  mostWindowNs = 0;
  private mostReplacedNs = 0;
  /** What windows were cut to. */
  private maximumNs = Infinity;
  windowChanges = 0;
  readonly windows = new WindowHistory();
  readonly changes = new WindowChanges();
  /** Halts that ended with an event of their own. */
  endedHalts = 0;
  /** Those of them that a poll could have met, had the host polled. */
  shortHalts = 0;
  /** The guest uses KVM's paravirtual interface. */
  isParavirtual = false;
  /** By its latest write of the poll control MSR. */
  turnedPollingOff = false;
  everTurnedPollingOff = false;
  /** Latest tick of the host's timer on this thread. */
  tickedNs = -1;
  enteredNs = -1;
  /** No halt that is told later began before this: the vCPU ran, or another of its halts ended. */
  busyUntilNs = 0;
  exitNs = -1;
  exit: ExitSort = 'other';
  exitRipLow = 0;
  exitRipHigh = 0;
  exitIsaField: number | undefined = undefined;
  exitCode = 0;
  /** Where its exit was recorded. */
  exitStream = -1;
  /** Of the exit that it handles, as `Senders` numbers places. */
  exitPlace: number = ExitPlace.None;
  /** It sent an IPI since that exit. */
  hasSent = false;
  /** First event that concerns the thread; -1: none did. */
  firstNs = -1;
  lastNs = 0;
  lastStream = -1;

  /** Nothing showed the vCPU run yet. */
  get isFresh(): boolean {
    return !this.hasEntered && this.exitNs < 0;
  }

  /** `before`: what was seen of the thread while nothing told that it runs a vCPU. */
  constructor(
    readonly thread: number,
    accepts: Accepts,
    private readonly thresholds: LaneThresholds,
    before?: SleepsBefore,
  ) {
    this.run = new WaitRun(thresholds);
    this.accepts = accepts;
    this.waking = before?.waking ?? noWaking();
    this.firstSleepNs = before?.firstSleepNs ?? -1;
    this.runningNs = before?.runningNs ?? -1;
  }

  /** A period begins, or has begun: a halt without an exit is told at its end. */
  open(opening: Opening, startNs: number, ripLow: number, ripHigh: number): void {
    this.opening = opening;
    this.startNs = startNs;
    this.startedBy = STARTED_BY[opening];
    this.isCut = false;
    this.ripLow = ripLow;
    this.ripHigh = ripHigh;
    this.haltEndNs = -1;
    this.pollNs = -1;
    this.waitNs = -1;
    this.windowNs = this.window;
    this.waited = false;
    this.halts = 0;
    this.earlierHalts = 0;
    if (this.earlier.length > 0) this.earlier = [];
    if (this.firstSleepNs < startNs) this.firstSleepNs = -1;
    this.sleeps = this.firstSleepNs < 0 ? 0 : 1;
    if (this.runningNs < startNs) {
      this.runningNs = -1;
      this.aheadTid = -1;
    }
    if (this.waking.atNs < startNs) this.waking.atNs = -1;
    if (this.earlyWaking.atNs < startNs) this.earlyWaking.atNs = -1;
    this.timerInterruptNs = -1;
    this.signalled = false;
    this.sawUserspaceHalt = false;
    this.isReflected = false;
    this.isBroken = false;
  }

  close(): void {
    this.opening = 'none';
    this.waking.atNs = -1;
    this.emulatedHltNs = -1;
    this.sawAsyncPage = false;
    this.sawAsyncReady = false;
  }

  /** The guest runs, or its VMM: what came before belongs to no halt that is still to come. */
  forgetSleep(): void {
    if (this.opening !== 'none') return;
    this.firstSleepNs = -1;
    this.replacedWindowNs = -1;
  }

  changeWindow(atNs: number, newNs: number, oldNs: number): void {
    this.windowChanges++;
    // KVM changes the window at the end of a halt, which still polled by the old one.
    this.replacedWindowNs = oldNs;
    this.windows.change(newNs, oldNs);
    this.changes.add(atNs, newNs);
    if (this.firstWindowNs < 0) this.firstWindowNs = oldNs;
    // A window above the host's maximum is cut before any halt polls by it (A.1.3).
    if (oldNs < this.window) this.maximumNs = Math.min(this.maximumNs, oldNs);
    this.mostReplacedNs = Math.max(this.mostReplacedNs, oldNs);
    this.window = newNs;
    this.mostWindowNs = Math.max(this.mostReplacedNs, Math.min(newNs, this.maximumNs));
  }

  sleep(atNs: number): void {
    if (this.wasWokenInVain()) this.countVainWaking(this.waking);
    if (this.firstSleepNs < 0) this.firstSleepNs = atNs;
    this.sleeps++;
    this.isAsleep = true;
    this.waking.atNs = -1;
    // The scheduler had taken the thread off its queue, and not yet switched: this waking ends the sleep.
    this.takeEarlyWaking();
  }

  /** What a waking at this time is to be noted as. */
  wakingAt(atNs: number): Waking {
    if (this.isAsleep) return this.waking;
    const isOfSleep = this.sleeps > 0 && this.waking.atNs < 0;
    const isSlack = isOfSleep && atNs - this.runningNs <= this.thresholds.clockSlackNs;
    return isSlack ? this.waking : this.earlyWaking;
  }

  /** The thread gets a host CPU. `aheadTid`: whom that ran until now. */
  switchIn(atNs: number, aheadTid: number): void {
    this.runningNs = atNs;
    this.aheadTid = aheadTid;
    // Its sleep began before the trace, or a filter on the scheduler's events hid that.
    if (!this.isAsleep) this.takeEarlyWaking();
    this.isAsleep = false;
    this.comeBack(atNs);
  }

  /** Of a halt without a switch-out, too: that it slept may not be recorded. */
  takeEarlyWaking(): void {
    const { waking, earlyWaking } = this;
    if (waking.atNs >= 0 || earlyWaking.atNs < 0) return;
    this.waking = earlyWaking;
    this.earlyWaking = waking;
  }

  /** The host's tick hit the thread: kernels that stamp exits late tell of it before the exit that it caused. */
  tick(atNs: number): void {
    this.tickedNs = atNs;
    this.timerInterrupt(atNs);
  }

  timerInterrupt(atNs: number): void {
    if (this.timerInterruptNs < 0) this.timerInterruptNs = atNs;
  }

  /** `lengthNs` undefined: not recorded. */
  haltEnd(
    atNs: number,
    lengthNs: number | undefined,
    waited: boolean | undefined,
    recorded: { readonly switches: boolean; readonly windows: boolean },
  ): void {
    if (this.replacedWindowNs >= 0) this.windowNs = this.replacedWindowNs;
    else if (this.halts > 0) this.windowNs = this.window;
    this.replacedWindowNs = -1;
    this.halts++;
    const sinceNs = Math.max(this.startNs, this.haltEndNs);
    this.haltEndNs = atNs;
    // A sleep that was seen tells as well.
    this.waited = waited ?? (this.firstSleepNs >= 0 ? true : undefined);
    // A halt that outlasts its window changes that, and says so, unless there is none (A.1.3).
    if (this.windowNs < 0 && this.waited === true && recorded.windows) this.windowNs = 0;
    if (lengthNs === undefined) this.windows.interrupt();
    else this.windows.haltEnd(lengthNs, waited === true && this.windowNs === 0);
    this.signalled = false;
    if (lengthNs !== undefined) {
      // Another clock than the trace's tells the length: it can reach back into what was before.
      const ownNs = this.isCut ? lengthNs : Math.min(lengthNs, atNs - sinceNs);
      const poll = this.pollOf(atNs - ownNs, ownNs, recorded.switches);
      // A period may consist of several halts; their parts add up.
      this.pollNs = add(this.pollNs, poll);
      this.waitNs = add(this.waitNs, poll < 0 ? -1 : ownNs - poll);
    }
    this.firstSleepNs = -1;
  }

  private countVainWaking({ atNs, thread, inInterrupt }: Waking): void {
    this.vainWakings++;
    this.vainWakingsAt.add(0, atNs);
    if (!inInterrupt) this.vainWakers.set(thread, (this.vainWakers.get(thread) ?? 0) + 1);
  }

  /** Another thread gets the CPU, and this one would go on. */
  displace(atNs: number): void {
    this.displacedAtNs = atNs;
  }

  private comeBack(atNs: number): void {
    if (this.displacedAtNs < 0) return;
    const awayNs = atNs - this.displacedAtNs;
    this.displacedAtNs = -1;
    this.displacements.add(awayNs, atNs - awayNs);
    this.run.displaced(awayNs);
  }

  /** The thread sleeps again without having been anywhere: a signal's or a VMM's halt is left to user space. */
  private wasWokenInVain(): boolean {
    if (this.opening === 'none' || this.sleeps === 0 || this.waking.atNs < 0) return false;
    return !this.signalled && !this.sawUserspaceHalt;
  }

  /** -1: cannot be told. */
  private pollOf(fromNs: number, lengthNs: number, switchesRecorded: boolean): number {
    if (this.waited === undefined) return -1;
    if (!this.waited) return lengthNs;
    if (this.windowNs === 0) return 0;
    if (this.firstSleepNs >= 0) {
      return Math.min(Math.max(this.firstSleepNs - fromNs, 0), lengthNs);
    }
    if (switchesRecorded || this.windowNs < 0) return -1;
    return Math.min(lengthNs, this.windowNs);
  }
}

function add(sum: number, more: number): number {
  if (more < 0) return sum;
  return sum < 0 ? more : sum + more;
}

export function noWaking(): Waking {
  return {
    atNs: -1,
    stream: -1,
    thread: -1,
    inInterrupt: false,
    timerNs: -1,
    deviceNs: -1,
    isLocalTimer: false,
    channel: 'untold',
    gsi: -1,
    isKick: false,
    exitNs: -1,
    place: -1,
    faultLow: 0,
    faultHigh: -1,
  };
}
