import type { IdleLane } from './IdleLane';
import type { LaneContexts } from './LaneContexts';
import { NO_AGE } from './TickSamples';
import { Rank } from './wakeCause';

/** Which interrupts reach vCPUs' guests, as far as is recorded. */
export class LaneInterrupts {
  constructor(private readonly contexts: LaneContexts) {}

  inject(lane: IdleLane, vector: number): void {
    const { accepts } = lane;
    const context = this.contexts.of(lane);
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

  /**
   * How sure it is that an interrupt reaches the guest at this entry; 0: none does, as far as is
   * recorded. With a virtual APIC nothing is injected: what was accepted during this exit reaches the
   * guest now (P-3).
   */
  rankAtEntry(lane: IdleLane): number {
    const { accepts } = lane;
    if (lane.injectedVector >= 0) return Rank.Linked;
    if (accepts.length === 0) return 0;
    const accept = accepts.latest(0);
    if (accept.isSpent || accept.atNs < lane.exit.atNs) return 0;
    if (accept.isPosted) return Rank.Linked;
    return this.contexts.of(lane).isApicVirtual ? Rank.Context : 0;
  }

  /** Only the entry tells whether an exit by the host's timer was for a timer of the guest. */
  sampleTick(lane: IdleLane, atNs: number): void {
    const { ticks, wakeAges, tickExitNs, tickPlace } = lane;
    const isWake = this.rankAtEntry(lane) > 0;
    if (tickExitNs >= 0) {
      const age = wakeAges.binAt(tickExitNs);
      ticks.add(tickExitNs, tickPlace, age < 0 ? NO_AGE : age, isWake);
      lane.tickExitNs = -1;
    }
    if (isWake) wakeAges.interrupted(atNs);
  }
}
