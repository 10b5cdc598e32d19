import { faultAccess } from '../../kvm/faultAccess';
import { faultCause, faultRepair, isProtectedWrite } from './faultCause';
import type { FaultSigns, FaultVerdict } from './faultCause';
import type { FaultLane } from './FaultLane';
import type { FoundFault } from './FaultTable';

/**
 * Writes what a lane's fault came to into `into`. A first fault on a page from `lateNs` on is
 * taken for a first touch. undefined where the exit does not tell how its access is encoded.
 */
export function settleFault(
  lane: FaultLane,
  entryNs: number,
  lateNs: number,
  into: FoundFault,
): FoundFault | undefined {
  const { encoding } = lane;
  if (encoding === undefined) return undefined;
  lane.comeBack(entryNs);
  const access = faultAccess(encoding, lane.codeLow, lane.codeHigh);
  const signs = signsOf(lane, access, lateNs);
  const own = faultCause(signs);
  const isRetry = isRetryOf(lane);
  const verdict = isRetry ? lane.refused!.verdict : own;
  const repair = faultRepair(signs, lane.isFastMmio);
  into.binding = lane.binding;
  into.exitNs = lane.exitNs;
  into.costNs = entryNs - lane.exitNs - lane.preemptedNs;
  into.sleptNs = lane.sleptNs;
  into.hasGpa = lane.hasGpa;
  into.gpaLow = lane.gpaLow;
  into.gpaHigh = lane.gpaHigh;
  into.ripLow = lane.ripLow;
  into.ripHigh = lane.ripHigh;
  into.codeLow = lane.codeLow;
  into.codeHigh = lane.codeHigh;
  into.isEpt = encoding === 'ept';
  into.cause = verdict.cause;
  into.rank = verdict.rank;
  into.reason = verdict.reason;
  into.repair = repair;
  into.isStore = isProtectedWrite(signs);
  into.isRetry = isRetry;
  into.woke = wokenBy(lane);
  into.actor = lane.isTakenAway || access.isPresent ? lane.actor : -1;
  into.did = lane.did;
  into.mapper = verdict.cause === 'cold' && !into.isStore ? lane.mapper : -1;
  remember(lane, verdict, repair === 'none' || repair === 'handler' || lane.isRefused);
  return into;
}

/** The vCPU that a fault woke, by id; -1: none. An interrupt that was accepted for it says so best. */
function wokenBy({ accepted, wokenVcpu, wokenLater }: FaultLane): number {
  if (accepted >= 0) return accepted;
  return wokenVcpu >= 0 ? wokenVcpu : wokenLater;
}

function signsOf(lane: FaultLane, access: FaultSigns['access'], lateNs: number): FaultSigns {
  const isHandled = lane.isMapped || lane.isFixedFast || lane.goesToUserspace || lane.isEmulated;
  return {
    access,
    hasAddress: lane.hasGpa,
    isShadow: lane.isShadow,
    wasMapped: lane.wasMapped,
    wasMappedHuge: lane.wasMappedHuge,
    isMapped: lane.isMapped,
    isFixedFast: lane.isFixedFast,
    isSpurious: lane.isSpurious && !isHandled,
    isMmio: lane.isMmio,
    isAsync: lane.isAsync,
    isEmulated: lane.isEmulated,
    isNested: lane.isNested,
    pushesDirtyRing: lane.pushesDirtyRing,
    unmapsOwn: lane.unmapsOwn,
    handlerUnmaps: lane.handlerUnmaps && !isHandled,
    handlerWoken: lane.wokenThread >= 0 && lane.sleptNs > 0 && !isHandled,
    goesToUserspace: lane.goesToUserspace,
    isRefused: lane.isRefused,
    hasActor: lane.isTakenAway,
    isInZappedRange: lane.actor >= 0 && !lane.isTakenAway,
    isLate: lane.exitNs >= lateNs,
  };
}

/** The instruction that the fault before did not let through, at the same page (P-6). */
function isRetryOf({ refused, gfn, gpaLow, ripLow, ripHigh }: FaultLane): boolean {
  if (refused === undefined || refused.gfn !== gfn || refused.gpaLow !== gpaLow) return false;
  return refused.ripLow === ripLow && refused.ripHigh === ripHigh;
}

function remember(lane: FaultLane, verdict: FaultVerdict, isRefused: boolean): void {
  const { gfn, gpaLow, ripLow, ripHigh } = lane;
  lane.refuse(isRefused && gfn >= 0 ? { gfn, gpaLow, ripLow, ripHigh, verdict } : undefined);
}
