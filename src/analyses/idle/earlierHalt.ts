import type { IdleLane } from './IdleLane';
import type { EarlierHalt } from './IdlePeriods';
import { Rank } from './wakeCause';
import type { WakeContext } from './wakeContext';

/**
 * What ended a halt that the vCPU went on with as if nothing had been: nothing came to its guest, so
 * that only who woke its thread is left to tell (E.6).
 */
export function earlierHalt(lane: IdleLane, context: WakeContext): EarlierHalt {
  const { waking } = lane.sleeps;
  const { endNs } = lane.halts;
  const isByThread = waking.atNs >= 0 && !waking.inInterrupt;
  const waker = isByThread ? context.threads[waking.thread] : undefined;
  const source = { sourceBinding: waker?.binding ?? -1, sourceTid: waker?.tid ?? -1 };
  if (lane.signalled) {
    const isSender = waker !== undefined && context.hasSignalled(waking.thread, lane.thread);
    return { endNs, cause: 'signal', causeRank: isSender ? Rank.Chain : Rank.InWindow, ...source };
  }
  if (waker === undefined) return { endNs, cause: 'spurious', causeRank: Rank.Context, ...source };
  return { endNs, cause: 'host-request', causeRank: Rank.Context, ...source };
}
