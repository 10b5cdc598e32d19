import type { ExitSort } from './exitSort';
import type { IdleLane } from './IdleLane';
import { emptyPeriod } from './IdlePeriods';
import type { IdlePeriods } from './IdlePeriods';
import type { LaneContexts } from './LaneContexts';
import type { LaneInterrupts } from './LaneInterrupts';
import { attributeInGuest, Rank } from './wakeCause';
import type { WaitKind } from './WaitRun';

/** Follows the loops of exits by which guests wait without leaving the CPU (D.3). */
export class WaitLoops {
  constructor(
    private readonly contexts: LaneContexts,
    private readonly interrupts: LaneInterrupts,
    private readonly periods: IdlePeriods,
  ) {}

  /** The lane's latest exit goes on with its loop, ends it or begins one. */
  exit(lane: IdleLane): void {
    const { run, exit } = lane;
    const { sort, atNs, ripLow, ripHigh } = exit;
    const kind = waitKindOf(sort);
    if (run.isOpen) {
      if (sort === 'interrupt' && run.goesOn(atNs, ripLow, ripHigh)) return;
      if (kind === 'none' || !run.reaches(atNs, kind)) {
        this.close(lane, run.endNs, run.sawWrite);
      } else {
        run.take(kind, ripLow, ripHigh);
        if (kind === 'mwait') lane.mwaits++;
      }
    }
    if (kind === 'none' || run.isOpen) return;
    run.begin(atNs, kind, ripLow, ripHigh);
    if (kind === 'mwait') lane.mwaits++;
    if (kind !== 'pause') lane.idleExits++;
  }

  /** The guest goes on in its loop, or leaves it for an interrupt. */
  entry(lane: IdleLane, atNs: number): void {
    const { run } = lane;
    const isMember = lane.exit.sort !== 'interrupt';
    if (isMember) run.reachTo(atNs);
    run.enteredNs = atNs;
    if (this.interrupts.rankAtEntry(lane) > 0) {
      // What it did elsewhere is no waiting, and the interrupt no end of it.
      if (run.hasStrayed) this.close(lane, run.endNs, run.sawWrite);
      else {
        run.reachTo(atNs);
        this.close(lane, atNs, false);
      }
    }
  }

  /** Nothing is seen of how the loop goes on. */
  end(lane: IdleLane): void {
    if (lane.run.isOpen) this.close(lane, lane.run.endNs, false);
  }

  /** The MWAIT that the guest tried raises an exception instead of waiting. */
  refuseMwait(lane: IdleLane): void {
    const { run, exit } = lane;
    if (exit.sort !== 'mwait' || exit.atNs < lane.enteredNs) return;
    lane.refusedMwaits++;
    run.iterations--;
    if (run.iterations <= 0) run.isOpen = false;
  }

  private close(lane: IdleLane, endNs: number, sawWrite: boolean): void {
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
      const { interruptsRecorded } = this.contexts.of(lane);
      found.cause = 'memory-write';
      found.causeRank = interruptsRecorded ? Rank.InWindow : Rank.Context;
    } else if (endNs >= lane.exit.atNs && endNs > run.startNs) {
      const rank = this.interrupts.rankAtEntry(lane);
      if (rank > 0) attributeInGuest(lane, this.contexts.of(lane), found, rank);
      if (found.causeNs >= 0 && found.causeNs < run.startNs) found.way = 'already-pending';
    }
    this.periods.push(found);
  }
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
