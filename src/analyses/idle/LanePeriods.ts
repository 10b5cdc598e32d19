import { earlierHalt } from './earlierHalt';
import { IdleAction } from './idleActions';
import type { IdleLane } from './IdleLane';
import { emptyPeriod } from './IdlePeriods';
import type { FoundPeriod, IdlePeriods } from './IdlePeriods';
import type { LaneContexts } from './LaneContexts';
import { pendingBeside } from './pendingBeside';
import { settlePeriod } from './settlePeriod';
import { attributeWake } from './wakeCause';
import type { StepEvent } from './words';

/** Ends the periods of lanes: what each was is told then. */
export class LanePeriods {
  /** `pollMinNs`: parameter `poll_min`. */
  constructor(
    private readonly contexts: LaneContexts,
    private readonly periods: IdlePeriods,
    private readonly pollMinNs: number,
  ) {}

  end(lane: IdleLane, atNs: number, endedBy: StepEvent): void {
    if (lane.sleeps.count === 0) lane.sleeps.takeEarlyWaking();
    const context = this.contexts.of(lane);
    const found = beginOf(lane);
    found.endNs = atNs;
    found.endedBy = endedBy;
    if (!lane.isReflected) attributeWake(lane, context, found);
    found.alsoPending = pendingBeside(lane, context, found.vector);
    this.settle(lane, found);
    lane.busyUntilNs = atNs;
    lane.close();
  }

  /** How the period went on was not seen. */
  cut(lane: IdleLane): void {
    if (lane.opening === 'none') return;
    const found = beginOf(lane);
    lane.isBroken = true;
    this.settle(lane, found);
    lane.busyUntilNs = lane.startNs;
    lane.close();
  }

  /**
   * Where a recording shows neither exits nor entries, a period is only known to last until its halt
   * ended. What came since on the thread could still tell what ended it.
   */
  endUnentered(lane: IdleLane): void {
    const { endNs } = lane.halts;
    if (lane.opening === 'none' || endNs < 0 || !lane.isFresh) return;
    const seen = this.contexts.seen(lane);
    if (seen[IdleAction.Entry] === 0 && seen[IdleAction.Exit] === 0) {
      this.end(lane, endNs, 'kvm_vcpu_wakeup');
    }
  }

  /** The vCPU slept before it entered its guest for the first time: it waited to be started, if so it was woken. */
  endStart(lane: IdleLane, atNs: number): void {
    lane.open('start', lane.sleeps.firstNs, 0, 0);
    this.end(lane, atNs, 'kvm_entry');
  }

  /** The thread halts or sleeps again: its latest halt did not end the period. */
  noteEarlierHalt(lane: IdleLane): void {
    if (lane.opening === 'none' || !lane.halts.takeEarlier()) return;
    lane.halts.earlier.push(earlierHalt(lane, this.contexts.of(lane)));
  }

  private settle(lane: IdleLane, found: FoundPeriod): void {
    const recorded = { seen: this.contexts.seen(lane), pollMinNs: this.pollMinNs };
    if (settlePeriod(lane, recorded, found)) this.periods.push(found);
  }
}

/** What is known of a period before it is known what ended it. */
function beginOf(lane: IdleLane): FoundPeriod {
  const { halts, sleeps } = lane;
  const found = emptyPeriod();
  found.binding = lane.binding;
  found.startNs = lane.startNs;
  found.startedBy = lane.startedBy;
  found.isCut = lane.isCut;
  found.ripLow = lane.ripLow;
  found.ripHigh = lane.ripHigh;
  found.pollNs = halts.pollNs;
  found.waitNs = halts.waitNs;
  found.windowNs = halts.windowNs;
  found.earlier = halts.earlier;
  found.runningNs = sleeps.waking.atNs >= 0 ? sleeps.runningNs : -1;
  found.aheadTid = found.runningNs >= 0 ? sleeps.aheadTid : -1;
  return found;
}
