import { noWaking } from './Waking';
import type { Waking } from './Waking';

/** How a thread slept last, and what woke it. */
export interface SleepsBefore {
  firstSleepNs: number;
  runningNs: number;
  readonly waking: Waking;
}

/** How a vCPU's thread sleeps in the period that it is in, and what wakes it. */
export class ThreadSleeps {
  /** In the period. */
  count = 0;
  /** Since the latest end of a halt; -1: it did not sleep. */
  firstNs: number;
  runningNs: number;
  /** Thread that the host CPU ran until this one got it; -1: not recorded. */
  aheadTid = -1;
  /** The latest of the latest sleep: what came since the thread runs again ended no sleep. */
  waking: Waking;
  /** One of a thread that still runs: it counts if the thread is switched out asleep all the same. */
  private early = noWaking();
  private isAsleep = false;

  /**
   * `clockSlackNs`: disorder between host CPUs that the clock may show. `before`: what was seen of the
   * thread while nothing told that it runs a vCPU.
   */
  constructor(
    private readonly clockSlackNs: number,
    before: SleepsBefore | undefined,
  ) {
    this.firstNs = before?.firstSleepNs ?? -1;
    this.runningNs = before?.runningNs ?? -1;
    this.waking = before?.waking ?? noWaking();
  }

  /** A period begins: what came before is none of it. */
  open(startNs: number): void {
    if (this.firstNs < startNs) this.firstNs = -1;
    this.count = this.firstNs < 0 ? 0 : 1;
    if (this.runningNs < startNs) {
      this.runningNs = -1;
      this.aheadTid = -1;
    }
    if (this.waking.atNs < startNs) this.waking.atNs = -1;
    if (this.early.atNs < startNs) this.early.atNs = -1;
  }

  begin(atNs: number): void {
    if (this.firstNs < 0) this.firstNs = atNs;
    this.count++;
    this.isAsleep = true;
    this.waking.atNs = -1;
    // The scheduler had taken the thread off its queue, and not yet switched: this waking ends the sleep.
    this.takeEarlyWaking();
  }

  /** What a waking at this time is to be noted as. */
  wakingAt(atNs: number): Waking {
    if (this.isAsleep) return this.waking;
    const isOfSleep = this.count > 0 && this.waking.atNs < 0;
    const isSlack = isOfSleep && atNs - this.runningNs <= this.clockSlackNs;
    return isSlack ? this.waking : this.early;
  }

  /** The thread gets a host CPU. `aheadTid`: whom that ran until now. */
  switchIn(atNs: number, aheadTid: number): void {
    this.runningNs = atNs;
    this.aheadTid = aheadTid;
    // Its sleep began before the trace, or a filter on the scheduler's events hid that.
    if (!this.isAsleep) this.takeEarlyWaking();
    this.isAsleep = false;
  }

  /** Of a halt without a switch-out, too: that it slept may not be recorded. */
  takeEarlyWaking(): void {
    const { waking, early } = this;
    if (waking.atNs >= 0 || early.atNs < 0) return;
    this.waking = early;
    this.early = waking;
  }
}
