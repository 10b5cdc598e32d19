import type { IdleLane } from './IdleLane';
import { wakeContext } from './wakeContext';
import type { WakeContext, WakeSurroundings } from './wakeContext';

/** What the recording of a lane tells beside the lane. */
export class LaneContexts {
  /** By recording. */
  private readonly contexts: WakeContext[] = [];

  constructor(private readonly around: WakeSurroundings) {}

  of(lane: IdleLane): WakeContext {
    const source = this.sourceOf(lane);
    return (this.contexts[source] ??= wakeContext(this.around, source));
  }

  /** Its events, by IdleAction. */
  seen(lane: IdleLane): Float64Array {
    return this.around.seen.of(this.sourceOf(lane));
  }

  private sourceOf(lane: IdleLane): number {
    return this.around.threads[lane.thread]!.source;
  }
}
