import { Activity, Residency, State } from './VcpuState';

/** Gets a thread's states in order of time, without gaps; neighbours may be of one state. */
export interface StateSink {
  add: (state: State, fromNs: number, toNs: number) => void;
}

/** Gets a thread's states beside its ledger. */
export interface StateObserver extends StateSink {
  /** States that come from now on are of this vCPU; those before the first one as well. */
  bind?: (binding: number) => void;
}

/** So many are kept open at most: a thread that never enters a guest must not pile them up. */
const MOST_OPEN = 256;

/**
 * The latest stretches of a thread's time, still open to correction: that a stretch was a halt is
 * only told at its end. What is settled goes to the sink.
 */
export class Segments {
  private count = 1;
  private readonly fromNs: number[];
  private readonly activities: Activity[] = [Activity.Unknown];
  private readonly residencies: Residency[] = [Residency.Unknown];

  constructor(
    startNs: number,
    private readonly sink: StateSink,
  ) {
    this.fromNs = [startNs];
  }

  get activity(): Activity {
    return this.activities[this.count - 1]!;
  }

  get residency(): Residency {
    return this.residencies[this.count - 1]!;
  }

  /** Time of the latest change. */
  get sinceNs(): number {
    return this.fromNs[this.count - 1]!;
  }

  /** Where the open stretches begin. */
  get openNs(): number {
    return this.fromNs[0]!;
  }

  /** From `atNs` on. A time before the latest change, by clocks that differ, counts as that change's. */
  change(atNs: number, activity: Activity, residency: Residency): void {
    const last = this.count - 1;
    if (this.activities[last] === activity && this.residencies[last] === residency) return;
    if (atNs <= this.fromNs[last]!) {
      this.activities[last] = activity;
      this.residencies[last] = residency;
      return;
    }
    if (this.count === MOST_OPEN) this.settle(this.fromNs[last]!);
    this.fromNs[this.count] = atNs;
    this.activities[this.count] = activity;
    this.residencies[this.count] = residency;
    this.count++;
  }

  /** Everything from `fromNs` on was of this activity, wherever the thread was. */
  relabelFrom(fromNs: number, activity: Activity): void {
    for (let at = this.cut(fromNs); at < this.count; at++) this.activities[at] = activity;
  }

  /** Everything from `fromNs` on happened there, whatever the thread was about. */
  moveFrom(fromNs: number, residency: Residency): void {
    for (let at = this.cut(fromNs); at < this.count; at++) this.residencies[at] = residency;
  }

  /** Sleep within what the kernel did for an exit was a halt: nothing else told so. */
  takeSleepAsHalt(): boolean {
    let found = false;
    for (let at = 0; at < this.count; at++) {
      if (this.activities[at] !== Activity.Kernel) continue;
      if (this.residencies[at] !== Residency.Asleep && this.residencies[at] !== Residency.Woken) {
        continue;
      }
      this.activities[at] = Activity.Halt;
      found = true;
    }
    return found;
  }

  /** The thread runs, and nothing told when its wait for a CPU ended: how long that was is not known. */
  endWaitUntold(): void {
    for (let at = this.count - 1; at >= 0; at--) {
      const residency = this.residencies[at]!;
      if (residency !== Residency.Displaced && residency !== Residency.Woken) return;
      this.residencies[at] = Residency.Away;
    }
  }

  /**
   * Whether the thread was off its CPU in a halt that began at `fromNs`. What came before it was
   * woken or switched in, where that is the first that is known, counts as sleep.
   */
  wasOff(fromNs: number): boolean {
    let wasOff = false;
    for (let at = this.cut(fromNs); at < this.count; at++) {
      const residency = this.residencies[at]!;
      const next = at + 1 < this.count ? this.residencies[at + 1] : undefined;
      const isFirst = next === Residency.OnCpu || next === Residency.Woken;
      if (residency === Residency.Unknown && isFirst) this.residencies[at] = Residency.Asleep;
      else if (residency === Residency.OnCpu || residency === Residency.Unknown) continue;
      wasOff = true;
    }
    return wasOff;
  }

  /** Hands over all that came before `toNs`; the stretch that holds there goes on. */
  settle(toNs: number): void {
    let wasOff = false;
    for (let at = 0; at < this.count; at++) {
      const fromNs = this.fromNs[at]!;
      const endNs = at + 1 < this.count ? this.fromNs[at + 1]! : toNs;
      const activity = this.activities[at]!;
      const residency = this.residencies[at]!;
      const isHalt = activity === Activity.PollingHalt || activity === Activity.Halt;
      if (!isHalt) wasOff = false;
      if (endNs > fromNs) this.sink.add(stateOf(activity, residency, wasOff), fromNs, endNs);
      if (isHalt && residency !== Residency.OnCpu && residency !== Residency.Unknown) wasOff = true;
    }
    const last = this.count - 1;
    this.fromNs[0] = Math.max(toNs, this.fromNs[last]!);
    this.activities[0] = this.activities[last]!;
    this.residencies[0] = this.residencies[last]!;
    this.count = 1;
  }

  /** Index of the stretch that begins at `atNs`, made by splitting the one around it. */
  private cut(atNs: number): number {
    let at = this.count;
    while (at > 0 && this.fromNs[at - 1]! >= atNs) at--;
    if (at === 0 || (at < this.count && this.fromNs[at] === atNs)) return at;
    for (let to = this.count; to > at; to--) {
      this.fromNs[to] = this.fromNs[to - 1]!;
      this.activities[to] = this.activities[to - 1]!;
      this.residencies[to] = this.residencies[to - 1]!;
    }
    this.count++;
    this.fromNs[at] = atNs;
    this.activities[at] = this.activities[at - 1]!;
    this.residencies[at] = this.residencies[at - 1]!;
    return at;
  }
}

/** The projection of domain reference C.1. `wasOff`: the thread left the CPU earlier in this halt. */
function stateOf(activity: Activity, residency: Residency, wasOff: boolean): State {
  switch (residency) {
    case Residency.Woken:
      return State.Waking;
    case Residency.Displaced:
      return State.Preempted;
    case Residency.Stuck:
      return State.Stalled;
    case Residency.Asleep:
      return asleep(activity);
    case Residency.Away:
      return State.Unknown;
    case Residency.OnCpu:
    case Residency.Unknown:
      return awake(activity, wasOff);
  }
}

function asleep(activity: Activity): State {
  if (activity === Activity.Unknown) return State.Unknown;
  return activity === Activity.PollingHalt || activity === Activity.Halt
    ? State.Blocked
    : State.Stalled;
}

function awake(activity: Activity, wasOff: boolean): State {
  switch (activity) {
    case Activity.Guest:
      return State.Guest;
    case Activity.User:
      return State.Userspace;
    case Activity.PollingHalt:
      return wasOff ? State.Kernel : State.HaltPoll;
    case Activity.Kernel:
    case Activity.Halt:
      return State.Kernel;
    case Activity.Unknown:
      return State.Unknown;
  }
}
