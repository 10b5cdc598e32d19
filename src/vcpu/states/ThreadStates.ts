import { hasFastPath } from '../../kvm/exitCodes';
import { Segments } from './Segments';
import type { StateSink } from './Segments';
import { Activity, Residency } from './VcpuState';

/** Below any stamp: nothing of the kind is pending. */
const NONE = -Infinity;

/** What other events of the recording tell about one that is missing. */
export interface RecordedKinds {
  readonly entries: boolean;
  readonly exits: boolean;
  readonly haltEnds: boolean;
  readonly switches: boolean;
  readonly windows: boolean;
}

/** One end of a halt, as kvm_vcpu_wakeup and the poll window before it tell. */
export interface HaltEnd {
  readonly atNs: number;
  readonly lengthNs: number;
  /** Whether the thread slept; undefined: not recorded. */
  readonly waited: boolean | undefined;
  /** undefined: no kvm_halt_poll_ns has told it yet. */
  readonly windowNs: number | undefined;
}

/**
 * State machine of one thread that runs a vCPU: domain reference C.1 to C.7. It is told events in
 * order of time and hands on what is settled: everything up to the latest entry into the guest.
 */
export class ThreadStates {
  private readonly segments: Segments;
  /** Whether any event of the thread was seen yet. */
  private isKnown = false;
  private wasSwitched = false;
  /** Of the exit whose entry has not come: VMX code, -1 for others; -2: there is none. */
  private openExit = -2;
  private isIdleExit = false;
  /** When a host interrupt or a switch showed that the guest no longer ran (C-14). */
  private guestCutNs = NONE;
  private wakingNs = NONE;
  /** Latest return to the VMM. */
  private userFromNs = NONE;
  /** Since when nothing tells whether the guest runs; NONE: it is told. */
  private undecidedNs = NONE;
  private isGone = false;

  constructor(
    private readonly startNs: number,
    sink: StateSink,
    private readonly recorded: RecordedKinds,
    /** Parameter `edge_k`. */
    private readonly edgeKernelNs: number,
  ) {
    this.segments = new Segments(startNs, sink);
  }

  /** C-1. */
  entry(atNs: number): void {
    const { segments } = this;
    this.runs(atNs);
    this.decideKernel();
    if (!this.isKnown) this.edgeKernel(atNs);
    else if (segments.activity === Activity.Guest && !this.recorded.exits) {
      segments.relabelFrom(segments.sinceNs, Activity.Unknown);
    } else this.settleHalt(segments);
    this.isKnown = true;
    this.endUserspace(atNs);
    segments.change(atNs, Activity.Guest, Residency.OnCpu);
    segments.settle(atNs);
    this.openExit = -2;
    this.isIdleExit = false;
    this.guestCutNs = NONE;
    this.wakingNs = NONE;
  }

  /** C-2. `vmxCode`: -1 on other processors. `isIdle`: the guest waits by this exit. */
  exit(atNs: number, vmxCode: number, isIdle: boolean): void {
    const { segments } = this;
    const residency = this.onCpu();
    this.runs(atNs);
    this.decideKernel();
    if (!this.isKnown) this.firstExit();
    else if (segments.activity === Activity.Guest) this.leaveGuest(atNs);
    else if (this.openExit > -2) {
      const isFastPath = hasFastPath(this.openExit);
      segments.relabelFrom(
        segments.sinceNs,
        isFastPath && this.recorded.entries ? Activity.Guest : Activity.Unknown,
      );
    }
    this.isKnown = true;
    segments.change(atNs, Activity.Kernel, residency);
    this.openExit = vmxCode;
    this.isIdleExit = isIdle;
    this.guestCutNs = NONE;
  }

  /** C-3: the halt is exact even where nothing else of it was recorded. */
  haltEnd({ atNs, lengthNs, waited: told, windowNs: toldWindowNs }: HaltEnd): void {
    const { segments } = this;
    this.runs(atNs);
    this.isKnown = true;
    const fromNs = Math.max(atNs - lengthNs, segments.openNs);
    this.undecidedNs = NONE;
    this.doubtUserspace();
    this.enterKernel(atNs);
    this.isIdleExit = false;
    const waited = told ?? (this.recorded.switches ? segments.wasOff(fromNs) : undefined);
    if (waited === undefined) {
      this.relabelUpTo(fromNs, atNs, Activity.Unknown);
      return;
    }
    // A halt that outlasts its window changes that, and says so, unless there is none (A.1.3).
    const windowNs = toldWindowNs ?? (waited && this.recorded.windows ? 0 : undefined);
    const polls = !waited || windowNs !== 0;
    // A filter on the scheduler's events, or the trace's start, can hide that it slept.
    const isSplit = !waited || segments.wasOff(fromNs);
    const isTold = isSplit || windowNs !== undefined;
    this.relabelUpTo(fromNs, atNs, polls && isTold ? Activity.PollingHalt : Activity.Halt);
    if (!isSplit) {
      const pollEndNs = atNs - lengthNs + Math.min(lengthNs, windowNs ?? 0);
      this.sleepUnsplit(Math.max(fromNs, pollEndNs), atNs);
    }
  }

  /** C-4. */
  userspaceExit(atNs: number): void {
    const { segments } = this;
    this.runs(atNs);
    // Nothing but an exit ends a run of the guest that is known: it failed to enter.
    if (segments.activity === Activity.Guest) {
      segments.relabelFrom(segments.sinceNs, Activity.Unknown);
    }
    this.isKnown = true;
    this.undecidedNs = NONE;
    segments.change(atNs, Activity.User, this.onCpu());
    this.userFromNs = atNs;
    this.openExit = -2;
  }

  /** C-5, C-12: any other event of KVM on the thread. `beginsRun`: it is the first of a run ioctl. */
  inKernel(atNs: number, beginsRun: boolean): void {
    // What the kernel still does for a thread that ends tells nothing of a vCPU.
    if (this.isGone) return;
    this.runs(atNs);
    this.isKnown = true;
    if (!beginsRun) this.doubtUserspace();
    this.endUserspace(atNs);
  }

  /** A host interrupt on the thread while it runs: the guest does not, whatever comes next. */
  interrupted(atNs: number): void {
    if (this.segments.activity === Activity.Guest && this.guestCutNs === NONE) {
      this.guestCutNs = atNs;
    }
  }

  /** C-6. */
  switchOut(atNs: number, residency: Residency): void {
    const { segments } = this;
    if (segments.activity === Activity.Guest) {
      if (this.guestCutNs === NONE) this.guestCutNs = atNs;
      this.leaveGuest(atNs);
    }
    this.isKnown = true;
    this.wasSwitched = true;
    this.wakingNs = NONE;
    this.undecidedNs = NONE;
    segments.change(atNs, segments.activity, this.isGone ? Residency.Unknown : residency);
  }

  /** C-7. */
  waking(atNs: number): void {
    this.wakingNs = atNs;
    if (!this.isKnown) this.segments.change(atNs, Activity.Unknown, Residency.Woken);
  }

  /** C-8. */
  wakeup(atNs: number): void {
    const { segments } = this;
    const { residency } = segments;
    if (sleeps(residency)) segments.change(atNs, segments.activity, Residency.Woken);
    this.wakingNs = NONE;
  }

  /** C-9. */
  switchIn(atNs: number): void {
    const { segments } = this;
    const { residency } = segments;
    // Where only sched_waking is recorded, it stands for sched_wakeup.
    if (this.wakingNs > segments.sinceNs && sleeps(residency)) {
      segments.change(this.wakingNs, segments.activity, Residency.Woken);
    }
    this.isKnown = true;
    this.wasSwitched = true;
    this.wakingNs = NONE;
    segments.change(atNs, segments.activity, Residency.OnCpu);
  }

  /** C-11. */
  gone(atNs: number): void {
    this.segments.change(atNs, Activity.Unknown, Residency.Unknown);
    this.isGone = true;
  }

  /** C.6: events of the thread may be missing from `fromNs` up to now. */
  lost(fromNs: number): void {
    this.segments.relabelFrom(fromNs, Activity.Unknown);
    this.segments.moveFrom(fromNs, Residency.Unknown);
    this.openExit = -2;
    this.isIdleExit = false;
    this.guestCutNs = NONE;
    this.wakingNs = NONE;
    this.undecidedNs = NONE;
  }

  /** Whether it sleeps, or waits for a host CPU. */
  get isOffCpu(): boolean {
    const { residency } = this.segments;
    return residency !== Residency.OnCpu && residency !== Residency.Unknown;
  }

  /** The trace ends: C.6. Events of the thread may be missing from `cutNs` on. */
  finish(endNs: number, cutNs: number): void {
    const { segments, isOffCpu } = this;
    if (this.isIdleExit && isOffCpu) segments.takeSleepAsHalt();
    if (cutNs < endNs) this.lost(cutNs);
    const { activity } = segments;
    if (!isOffCpu && (activity === Activity.Kernel || activity === Activity.User)) {
      const edgeNs = segments.sinceNs + this.edgeKernelNs;
      if (!this.wasSwitched && edgeNs < endNs) {
        segments.change(edgeNs, Activity.Unknown, Residency.Unknown);
      }
    }
    if (!this.isGone || endNs > segments.sinceNs) segments.settle(endNs);
  }

  /** An event of its own: whatever it waited for, it has a CPU now. */
  private runs(atNs: number): void {
    const { segments } = this;
    this.isGone = false;
    const { residency, activity } = segments;
    if (residency !== Residency.Displaced && residency !== Residency.Woken) return;
    segments.endWaitUntold();
    segments.change(atNs, activity, this.onCpu());
  }

  /** Every event of KVM on the thread proves that it runs. */
  private onCpu(): Residency {
    return this.recorded.switches ? Residency.OnCpu : Residency.Unknown;
  }

  private leaveGuest(atNs: number): void {
    const { segments } = this;
    const cutNs = this.guestCutNs;
    if (cutNs !== NONE && cutNs < atNs) segments.change(cutNs, Activity.Kernel, this.onCpu());
    else segments.change(atNs, Activity.Kernel, segments.residency);
    this.openExit = -2;
  }

  /** The thread ran the guest since the trace began, unless the scheduler says that it did not run. */
  private firstExit(): void {
    if (!this.wasSwitched) this.segments.relabelFrom(this.startNs, Activity.Guest);
  }

  private edgeKernel(atNs: number): void {
    if (atNs - this.startNs < this.edgeKernelNs) {
      this.segments.relabelFrom(this.startNs, Activity.Kernel);
    }
  }

  /** Where a recording shows neither exits nor entries, the guest may run as well. */
  private enterKernel(atNs: number): void {
    const { entries, exits } = this.recorded;
    const isSeen = entries || exits;
    if (!isSeen && this.undecidedNs === NONE) this.undecidedNs = atNs;
    this.segments.change(atNs, isSeen ? Activity.Kernel : Activity.Unknown, this.onCpu());
  }

  /** The recording shows the guest's runs, which began only now. */
  private decideKernel(): void {
    if (this.undecidedNs !== NONE) this.segments.relabelFrom(this.undecidedNs, Activity.Kernel);
    this.undecidedNs = NONE;
  }

  /** Where a recording shows neither exits nor entries, the guest may have run again since. */
  private doubtUserspace(): void {
    const { entries, exits } = this.recorded;
    if (entries || exits || this.segments.activity !== Activity.User) return;
    this.segments.relabelFrom(this.userFromNs, Activity.Unknown);
  }

  private endUserspace(atNs: number): void {
    const { segments } = this;
    if (segments.activity === Activity.User || segments.activity === Activity.Unknown) {
      this.enterKernel(atNs);
    }
  }

  /** An idle exit whose halt has no event of its own: C.2, last paragraphs. */
  private settleHalt(segments: Segments): void {
    if (!this.isIdleExit) return;
    const { haltEnds, switches } = this.recorded;
    if (!segments.takeSleepAsHalt() && !haltEnds && !switches) {
      segments.relabelFrom(segments.sinceNs, Activity.Unknown);
    }
  }

  private relabelUpTo(fromNs: number, toNs: number, activity: Activity): void {
    const { segments } = this;
    const after = segments.activity;
    segments.relabelFrom(fromNs, activity);
    segments.change(toNs, after, segments.residency);
  }

  /** How long a halt blocked and how long it waited for a CPU is not told without the scheduler's events. */
  private sleepUnsplit(fromNs: number, toNs: number): void {
    const { segments } = this;
    const after = segments.residency;
    segments.moveFrom(fromNs, Residency.Asleep);
    segments.change(toNs, segments.activity, after);
  }
}

/** A waking ends it. */
function sleeps(residency: Residency): boolean {
  return (
    residency === Residency.Asleep || residency === Residency.Stuck || residency === Residency.Away
  );
}
