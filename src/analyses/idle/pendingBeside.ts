import { Delivery } from './Accepts';
import type { Accept, Accepts } from './Accepts';
import type { IdleLane } from './IdleLane';
import { isUsable } from './wakeCandidates';
import type { WakeContext } from './wakeContext';

/** Interrupts that came for a lane's vCPU since its period began, beside the one of this vector that ended it (E.3, 7). */
export function pendingBeside(lane: IdleLane, context: WakeContext, vector: number): number {
  const { accepts, startNs } = lane;
  let count = 0;
  for (let back = 0; back < accepts.length; back++) {
    const accept = accepts.latest(back);
    if (accept.atNs < startNs) break;
    if (accept.delivery > Delivery.LowestPriority || accept.vector === vector) continue;
    if (isUsable(accept, lane, context) && !isRepeated(accepts, accept, back)) count++;
  }
  return count;
}

/** Whether a later one is of the same vector: a local APIC holds one of each. */
function isRepeated(accepts: Accepts, { vector }: Accept, back: number): boolean {
  for (let later = 0; later < back; later++) {
    if (accepts.latest(later).vector === vector) return true;
  }
  return false;
}
