import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { Accept, Accepts } from './Accepts';
import { Displacements } from './Displacements';
import { GuestPlaces } from './GuestPlaces';
import { LatestExit } from './LatestExit';
import { openedBy } from './Opening';
import type { Opening } from './Opening';
import { PeriodHalts } from './PeriodHalts';
import type { HaltEnd } from './PeriodHalts';
import { HaltPollWindow } from './HaltPollWindow';
import { ThreadSleeps } from './ThreadSleeps';
import type { SleepsBefore } from './ThreadSleeps';
import { TickSamples } from './TickSamples';
import { VainWakings } from './VainWakings';
import { WaitRun } from './WaitRun';
import { WakeAges } from './WakeAges';
import type { StepEvent } from './words';

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
  readonly vainWakings = new VainWakings();
  readonly displacements = new Displacements();
  readonly window = new HaltPollWindow();
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
  /** Halts that ended with an event of their own. */
  endedHalts = 0;
  /** Those of them that a poll could have met, had the host polled. */
  shortHalts = 0;
  /** The guest uses KVM's paravirtual interface. */
  isParavirtual = false;
  /** By its latest write of the poll control MSR. */
  turnedPollingOff = false;
  everTurnedPollingOff = false;

  opening: Opening = 'none';
  startNs = 0;
  startedBy: StepEvent = '';
  /** The period began before the trace. */
  isCut = false;
  ripLow = 0;
  ripHigh = 0;
  readonly halts = new PeriodHalts(this.window);
  readonly sleeps: ThreadSleeps;
  /** First timer interrupt of the host that hit the thread in the period; -1: none did, as far as is recorded. */
  timerInterruptNs = -1;
  signalled = false;
  sawUserspaceHalt = false;
  isReflected = false;
  sawAsyncPage = false;
  sawAsyncReady = false;
  emulatedHltNs = -1;
  isBroken = false;

  readonly exit = new LatestExit();
  /** Acceptance whose vector was injected since that exit. */
  injected: Accept | undefined;
  injectedVector = -1;
  hasEntered = false;
  enteredNs = -1;
  /** No halt that is told later began before this: the vCPU ran, or another of its halts ended. */
  busyUntilNs = 0;
  /** Latest tick of the host's timer on this thread. */
  tickedNs = -1;
  /** First event that concerns the thread; -1: none did. */
  firstNs = -1;
  lastNs = 0;
  lastStream = -1;

  /** Nothing showed the vCPU run yet. */
  get isFresh(): boolean {
    return !this.hasEntered && this.exit.atNs < 0;
  }

  /** `before`: what was seen of the thread while nothing told that it runs a vCPU. */
  constructor(
    readonly thread: number,
    accepts: Accepts,
    thresholds: LaneThresholds,
    before?: SleepsBefore,
  ) {
    this.run = new WaitRun(thresholds);
    this.accepts = accepts;
    this.sleeps = new ThreadSleeps(thresholds.clockSlackNs, before);
  }

  /** A period begins, or has begun: a halt without an exit is told at its end. */
  open(opening: Opening, startNs: number, ripLow: number, ripHigh: number): void {
    this.opening = opening;
    this.startNs = startNs;
    this.startedBy = openedBy[opening];
    this.isCut = false;
    this.ripLow = ripLow;
    this.ripHigh = ripHigh;
    this.halts.open();
    this.sleeps.open(startNs);
    this.timerInterruptNs = -1;
    this.signalled = false;
    this.sawUserspaceHalt = false;
    this.isReflected = false;
    this.isBroken = false;
  }

  close(): void {
    this.opening = 'none';
    this.sleeps.waking.atNs = -1;
    this.emulatedHltNs = -1;
    this.sawAsyncPage = false;
    this.sawAsyncReady = false;
  }

  /** The guest runs, or its VMM: what came before belongs to no halt that is still to come. */
  forgetSleep(): void {
    if (this.opening !== 'none') return;
    this.sleeps.firstNs = -1;
    this.window.replacedNs = -1;
  }

  sleep(atNs: number): void {
    if (this.wasWokenInVain()) this.vainWakings.add(this.sleeps.waking);
    this.sleeps.begin(atNs);
  }

  /** The thread gets a host CPU. `aheadTid`: whom that ran until now. */
  switchIn(atNs: number, aheadTid: number): void {
    this.sleeps.switchIn(atNs, aheadTid);
    this.run.displaced(this.displacements.end(atNs));
  }

  /** The host's tick hit the thread: kernels that stamp exits late tell of it before the exit that it caused. */
  tick(atNs: number): void {
    this.tickedNs = atNs;
    this.timerInterrupt(atNs);
  }

  timerInterrupt(atNs: number): void {
    if (this.timerInterruptNs < 0) this.timerInterruptNs = atNs;
  }

  /** Earliest that a halt can have begun which ends now: what tells its length can reach back further. */
  get haltSinceNs(): number {
    return this.isCut ? -Infinity : Math.max(this.startNs, this.halts.endNs);
  }

  haltEnd(halt: HaltEnd): void {
    this.halts.end(halt);
    this.signalled = false;
    this.sleeps.firstNs = -1;
  }

  /** The thread sleeps again without having been anywhere: a signal's or a VMM's halt is left to user space. */
  private wasWokenInVain(): boolean {
    const { count, waking } = this.sleeps;
    if (this.opening === 'none' || count === 0 || waking.atNs < 0) return false;
    return !this.signalled && !this.sawUserspaceHalt;
  }
}
