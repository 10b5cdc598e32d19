import { Delivery } from './Accepts';
import type { Accept } from './Accepts';
import type { IdleLane } from './IdleLane';
import type { WakeContext } from './wakeContext';

/** Rule E-T1: the thread itself accepts an interrupt after its halt, so its own timer was due. */
export function ownTimer(lane: IdleLane): Accept | undefined {
  const fromNs = lane.halts.endNs >= 0 ? lane.halts.endNs : lane.startNs;
  const { accepts } = lane;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < fromNs) return undefined;
    if (isOwnTimer(accept, lane)) return accept;
  }
  return undefined;
}

export function isOwnTimer(accept: Accept, lane: IdleLane): boolean {
  return (
    accept.thread === lane.thread &&
    !accept.inInterrupt &&
    accept.channel === 'untold' &&
    accept.delivery <= Delivery.LowestPriority
  );
}

/** The latest acceptance in the period and before its halt ended, by somebody else. */
export function foreignAccept(lane: IdleLane, context: WakeContext): Accept | undefined {
  const { accepts, startNs } = lane;
  const haltEndNs = lane.halts.endNs;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < startNs) return undefined;
    if (haltEndNs >= 0 && accept.atNs > haltEndNs) continue;
    if (isUsable(accept, lane, context) && !isOwnTimer(accept, lane)) return accept;
  }
  return undefined;
}

/** The acceptance of the interrupt that the guest got when it went on. */
export function injectedAccept(lane: IdleLane, context: WakeContext): Accept | undefined {
  const { injected } = lane;
  return injected !== undefined && isUsable(injected, lane, context) ? injected : undefined;
}

/**
 * A lock's release that came when the thread was woken already, and nothing else for the guest: what it
 * was woken for was masked, and ended no halt (S19).
 */
export function lateKick(lane: IdleLane, context: WakeContext): Accept | undefined {
  const { accepts, injectedVector } = lane;
  const { waking } = lane.sleeps;
  const haltEndNs = lane.halts.endNs;
  if (injectedVector >= 0) return undefined;
  let kick: Accept | undefined;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < lane.startNs) break;
    if (accept.isPosted) return undefined;
    const isLate = accept.atNs > waking.atNs && (haltEndNs < 0 || accept.atNs <= haltEndNs);
    if (isLate && accept.delivery === Delivery.PvKick && isUsable(accept, lane, context)) {
      kick = accept;
    }
  }
  return kick;
}

/** Several interrupts came in the halt, and no waking tells which of them ended it. */
export function hasRivals(lane: IdleLane, context: WakeContext): boolean {
  const { accepts, startNs } = lane;
  const haltEndNs = lane.halts.endNs;
  let vector = -1;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < startNs) return false;
    if (haltEndNs >= 0 && accept.atNs > haltEndNs) continue;
    if (!isUsable(accept, lane, context) || isOwnTimer(accept, lane)) continue;
    if (vector >= 0 && accept.vector !== vector) return true;
    vector = accept.vector;
  }
  return false;
}

/** P-1: an interrupt that was waiting before the guest halted. */
export function pendingAccept(lane: IdleLane, context: WakeContext): Accept | undefined {
  const { accepts } = lane;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (!accept.isSpent && isUsable(accept, lane, context)) return accept;
  }
  return undefined;
}

export function isUsable(accept: Accept, lane: IdleLane, context: WakeContext): boolean {
  return accept.thread === lane.thread || context.isOfVm(accept.thread, lane) === true;
}

/** The latest acceptance of a kind between the period's start and its waking. */
export function acceptBefore(
  lane: IdleLane,
  fits: (accept: Accept) => boolean,
): Accept | undefined {
  const { accepts, startNs } = lane;
  const { waking } = lane.sleeps;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < startNs) return undefined;
    if (accept.atNs <= waking.atNs && fits(accept)) return accept;
  }
  return undefined;
}

/** The guest got the interrupt at this entry, as far as the processor shows it. */
export function arrived(accept: Accept | undefined, lane: IdleLane): boolean {
  if (accept === undefined) return false;
  return accept.isPosted || accept === lane.injected || lane.injectedVector === accept.vector;
}
