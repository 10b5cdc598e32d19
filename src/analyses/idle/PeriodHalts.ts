import type { EarlierHalt } from './IdlePeriods';
import type { HaltPollWindow } from './HaltPollWindow';

/** More tell nothing new of one period. */
const MOST_EARLIER = 16;

/** The end of a halt. */
export interface HaltEnd {
  readonly atNs: number;
  /** undefined: not recorded. */
  readonly lengthNs: number | undefined;
  /** undefined: not recorded. */
  readonly waited: boolean | undefined;
  /** Earliest that it can have begun: its length is told by another clock than the trace's. */
  readonly sinceNs: number;
  /** Since the halt before; -1: it did not sleep. */
  readonly firstSleepNs: number;
  readonly switchesRecorded: boolean;
  readonly windowsRecorded: boolean;
}

/** The halts of the period that a vCPU is in: how long they polled and slept. */
export class PeriodHalts {
  count = 0;
  /** End of the latest; -1: none ended with an event of its own. */
  endNs = -1;
  /** Their parts, added up; -1: cannot be told. */
  pollNs = -1;
  waitNs = -1;
  windowNs = -1;
  /** undefined: not recorded. */
  waited: boolean | undefined = false;
  /** Those that did not end the period, the first ones in `earlier`. */
  earlierCount = 0;
  earlier: EarlierHalt[] = [];

  constructor(private readonly window: HaltPollWindow) {}

  /** A period begins. */
  open(): void {
    this.count = 0;
    this.endNs = -1;
    this.pollNs = -1;
    this.waitNs = -1;
    this.windowNs = this.window.ns;
    this.waited = false;
    this.earlierCount = 0;
    if (this.earlier.length > 0) this.earlier = [];
  }

  end(halt: HaltEnd): void {
    const { window } = this;
    const { atNs, lengthNs, waited, sinceNs, firstSleepNs } = halt;
    if (window.replacedNs >= 0) this.windowNs = window.replacedNs;
    else if (this.count > 0) this.windowNs = window.ns;
    window.replacedNs = -1;
    this.count++;
    this.endNs = atNs;
    // A sleep that was seen tells as well.
    this.waited = waited ?? (firstSleepNs >= 0 ? true : undefined);
    // A halt that outlasts its window changes that, and says so, unless there is none (A.1.3).
    if (this.windowNs < 0 && this.waited === true && halt.windowsRecorded) this.windowNs = 0;
    if (lengthNs === undefined) {
      window.history.interrupt();
      return;
    }
    window.history.haltEnd(lengthNs, waited === true && this.windowNs === 0);
    const ownNs = Math.min(lengthNs, atNs - sinceNs);
    const poll = this.pollOf(halt, atNs - ownNs, ownNs);
    this.pollNs = added(this.pollNs, poll);
    this.waitNs = added(this.waitNs, poll < 0 ? -1 : ownNs - poll);
  }

  /** Whether the latest is still to be told of, once it turns out that it did not end the period. */
  takeEarlier(): boolean {
    if (this.earlierCount === this.count) return false;
    this.earlierCount = this.count;
    return this.earlier.length < MOST_EARLIER;
  }

  /** -1: cannot be told. */
  private pollOf(
    { firstSleepNs, switchesRecorded }: HaltEnd,
    fromNs: number,
    lengthNs: number,
  ): number {
    if (this.waited === undefined) return -1;
    if (!this.waited) return lengthNs;
    if (this.windowNs === 0) return 0;
    if (firstSleepNs >= 0) return Math.min(Math.max(firstSleepNs - fromNs, 0), lengthNs);
    if (switchesRecorded || this.windowNs < 0) return -1;
    return Math.min(lengthNs, this.windowNs);
  }
}

function added(sum: number, more: number): number {
  if (more < 0) return sum;
  return sum < 0 ? more : sum + more;
}
