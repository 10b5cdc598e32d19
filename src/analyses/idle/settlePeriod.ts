import { IdleAction } from './idleActions';
import type { IdleLane } from './IdleLane';
import type { FoundPeriod } from './IdlePeriods';
import { confidenceOf } from './words';

/** Of what looks alike in a recording that lacks the event which tells it apart. */
const DOUBTFUL = 55;

/** What tells a strategy beside the lane. */
export interface Recorded {
  /** Events of the lane's recording, by IdleAction. */
  readonly seen: Float64Array;
  /** Parameter `poll_min`. */
  readonly pollMinNs: number;
}

/**
 * Says by which means the guest was idle (D.1, D.2) and how it went on, once the period's cause is
 * known. False: it was no idle period at all.
 */
export function settlePeriod(lane: IdleLane, recorded: Recorded, found: FoundPeriod): boolean {
  const isPeriod = settleStrategy(lane, recorded, found);
  if (mayBeLock(lane, recorded.seen, found)) found.rank = Math.min(found.rank, DOUBTFUL);
  found.way = wayOf(lane, found);
  return isPeriod;
}

/** Only its kick tells a wait for a lock from idling, where a paravirtual guest halts for both. */
function mayBeLock(lane: IdleLane, seen: Float64Array, found: FoundPeriod): boolean {
  const { strategy, cause, causeRank, endNs } = found;
  const isHalt = strategy.startsWith('hlt-') || strategy === 'guest-haltpoll';
  if (!isHalt || cause === 'pv-kick') return false;
  const isAccepted = seen[IdleAction.Accept]! + seen[IdleAction.PostedAccept]! > 0;
  const isParavirtual = seen[IdleAction.Hypercall]! > 0;
  // Its end was not seen, nor what ended it.
  if (endNs < 0) return true;
  if (!isAccepted) {
    return isParavirtual || (seen[IdleAction.Inject]! > 0 && lane.injectedVector < 0);
  }
  // A kick is accepted, too, and only a waking leads from it to the halt that it ends.
  if (seen[IdleAction.Waking]! > 0 || confidenceOf(causeRank) === 'certain') return false;
  // A kick injects nothing. Without exits, what is injected may have been so in a halt before.
  return lane.injectedVector < 0 || seen[IdleAction.Exit] === 0;
}

function settleStrategy(lane: IdleLane, recorded: Recorded, found: FoundPeriod): boolean {
  if (lane.isFresh && found.cause === 'init-sipi') return as(found, 'wait-for-sipi', 95);
  switch (lane.opening) {
    case 'async-page':
      return as(found, 'async-pf', 90);
    case 'start':
      // Threads sleep for other reasons, too.
      return false;
    case 'mwait-halt':
      return as(found, 'mwait-page-protect', 85);
    case 'emulated':
      if (lane.emulatedHltNs < 0) return as(found, 'unknown', 40);
      // An HLT exit may lead through the emulator, too.
      return as(found, 'hlt-emulator', recorded.seen[IdleAction.Exit]! > 0 ? 95 : 40);
    default:
      return settleHalt(lane, recorded, found);
  }
}

function settleHalt(lane: IdleLane, recorded: Recorded, found: FoundPeriod): boolean {
  const { seen } = recorded;
  if (lane.isReflected) return as(found, 'nested', 95);
  // It is a lock's halt as surely as the kick ended it.
  if (found.cause === 'pv-kick') return as(found, 'lock-halt', Math.min(found.causeRank, 95));
  if (lane.sawUserspaceHalt) return as(found, 'hlt-userspace', 95);
  if (lane.opening === 'idle-halt') return as(found, 'svm-idle-halt', 95);
  if (lane.isBroken && lane.halts.count === 0 && found.endNs < 0) {
    return as(found, 'hlt-block', lane.sleeps.count > 0 ? 70 : 40);
  }
  if (lane.turnedPollingOff) return as(found, 'guest-haltpoll', 95);
  if (lane.halts.count > 0) return settleEndedHalt(lane, recorded, found);
  const haltsRecorded = seen[IdleAction.HaltEnd]! > 0;
  if (haltsRecorded) return as(found, 'hlt-pending', lane.sleeps.count > 0 ? 30 : 90);
  if (seen[IdleAction.Switch]! > 0) {
    // Whether it polled before it slept is not told.
    return lane.sleeps.count > 0 ? as(found, 'hlt-block', DOUBTFUL) : as(found, 'hlt-pending', 40);
  }
  return as(found, 'hlt-block', 40);
}

function settleEndedHalt(
  lane: IdleLane,
  { seen, pollMinNs }: Recorded,
  found: FoundPeriod,
): boolean {
  const { waited, windowNs, pollNs, count: halts } = lane.halts;
  if (waited === undefined) return as(found, 'hlt-block', 40);
  if (!waited) {
    // Without a window the wake was there at the first look, however long that look took.
    if (windowNs === 0) return as(found, 'hlt-pending', 90);
    if (windowNs < 0 && pollNs <= pollMinNs) return as(found, 'hlt-pending', DOUBTFUL);
    return as(found, 'hlt-poll-hit', windowNs > 0 ? 95 : DOUBTFUL);
  }
  // Where no switch tells when it slept, it polled for as long as its window allows (C.4, S3).
  const polled = windowNs > 0 && (pollNs < 0 ? windowNs : pollNs) > pollMinNs;
  // How long it polled is told by the scheduler's events, which show when it slept.
  const isUnsplit = pollNs < 0 || seen[IdleAction.Switch] === 0;
  // What several halts polled together may be no more than the bookkeeping of each.
  const maybeNone = pollNs > pollMinNs && pollNs <= pollMinNs * halts;
  const isDoubtful =
    windowNs > 0 ? isUnsplit || maybeNone : windowNs < 0 && (isUnsplit || pollNs > pollMinNs);
  const rank = isDoubtful ? DOUBTFUL : windowNs < 0 ? 85 : 95;
  // Only an acceptance tells idling from waiting for a lock by its kick.
  const most = seen[IdleAction.Accept]! > 0 ? rank : Math.min(rank, 85);
  return as(found, polled ? 'hlt-poll-miss' : 'hlt-block', most);
}

function wayOf(lane: IdleLane, found: FoundPeriod): FoundPeriod['way'] {
  if (found.endNs < 0) return undefined;
  if (lane.halts.count === 0) return lane.sleeps.count > 0 ? 'woken' : 'already-pending';
  if (lane.halts.waited === undefined) return undefined;
  if (lane.halts.waited) return 'woken';
  return found.strategy === 'hlt-pending' || lane.halts.windowNs === 0 ? 'already-pending' : 'poll';
}

function as(found: FoundPeriod, strategy: FoundPeriod['strategy'], rank: number): boolean {
  found.strategy = strategy;
  found.rank = rank;
  return true;
}
