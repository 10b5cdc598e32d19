import { IdleAction } from '../../analyses/idle/idleActions';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { IdlePeriod } from './PeriodTable';

/** Parts of a wake in ns (E.4); null where a recording does not hold an end of one. */
export interface WakeLatency {
  readonly causeToWakingNs: number | null;
  readonly wakingToRunningNs: number | null;
  readonly runningToEntryNs: number | null;
  /** From the first point that is known to the entry into the guest. */
  readonly totalNs: number | null;
}

export function wakeLatency({
  causeNs,
  wakingNs,
  runningNs,
  endNs,
  clockSlackNs,
}: IdlePeriod): WakeLatency {
  // A vCPU that was woken already may still get the interrupt that ends its halt.
  const isChain = causeNs >= 0 && wakingNs >= causeNs;
  return {
    causeToWakingNs: isChain ? wakingNs - causeNs : null,
    wakingToRunningNs: between(wakingNs, runningNs, clockSlackNs),
    runningToEntryNs: between(runningNs, endNs, clockSlackNs),
    totalNs: between(firstOf(causeNs, wakingNs), endNs, clockSlackNs),
  };
}

/** Whether the events that would tell a cause are not in the recording, or are and did not happen. */
export function whyUnknown(
  { cause, way, binding }: IdlePeriod,
  idle: IdlePass,
): 'not-recorded' | 'did-not-happen' | null {
  if (cause !== 'unknown') return null;
  // Events name a vCPU by its id.
  if (!idle.isIdTold(binding)) return 'not-recorded';
  const seen = idle.seenIn(idle.sourceOf(binding));
  const isSeen = (...actions: readonly number[]): boolean =>
    actions.some((action) => seen[action]! > 0);
  const isTold =
    isSeen(IdleAction.Accept, IdleAction.PostedAccept) &&
    (way === 'in-guest'
      ? isSeen(IdleAction.Entry) && isSeen(IdleAction.Inject, IdleAction.PostedAccept)
      : isSeen(IdleAction.Waking));
  return isTold ? 'did-not-happen' : 'not-recorded';
}

/** The earlier of two points, of which one may not be known. */
function firstOf(aNs: number, bNs: number): number {
  return aNs < 0 || bNs < 0 ? Math.max(aNs, bNs) : Math.min(aNs, bNs);
}

/** null, too, where clocks of CPUs disagree by more than they may: C.5, E.4. */
function between(fromNs: number, toNs: number, slackNs: number): number | null {
  if (fromNs < 0 || toNs < 0 || toNs < fromNs - slackNs) return null;
  return Math.max(0, toNs - fromNs);
}
