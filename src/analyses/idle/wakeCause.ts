import { Delivery, isSent } from './Accepts';
import type { Accept } from './Accepts';
import type { IdleLane } from './IdleLane';
import type { FoundPeriod } from './IdlePeriods';
import {
  acceptBefore,
  arrived,
  foreignAccept,
  hasRivals,
  injectedAccept,
  isOwnTimer,
  lateKick,
  ownTimer,
  pendingAccept,
} from './wakeCandidates';
import type { WakeContext } from './wakeContext';
import type { WakerThread } from './WakerThread';

/** Ranks of domain reference E.3. */
export const Rank = {
  Chain: 96,
  OwnTimer: 80,
  Linked: 85,
  InWindow: 75,
  Pending: 70,
  Context: 55,
  Guess: 40,
} as const;

/** Finds what ended a lane's period, and writes it to `found` (E.3). */
export function attributeWake(lane: IdleLane, context: WakeContext, found: FoundPeriod): void {
  const own = ownTimer(lane);
  if (lane.sleeps.waking.atNs >= 0) {
    found.wakingNs = lane.sleeps.waking.atNs;
    const kick = lateKick(lane, context);
    if (kick !== undefined) {
      const isSure = context.injectionsRecorded;
      accepted(kick, lane, context, found, isSure ? Rank.InWindow : Rank.Context);
    } else if (lane.sleeps.waking.inInterrupt) wokenByInterrupt(lane, context, found, own);
    else wokenByThread(lane, context, found, own);
    return;
  }
  const foreign = foreignAccept(lane, context);
  const injected = injectedAccept(lane, context);
  const other = injected === own ? foreign : (injected ?? foreign);
  const most = hasRivals(lane, context) ? Rank.Context : Rank.Linked;
  if (own !== undefined && other?.vector !== own.vector) {
    if (other === undefined) timer(found, own, ownRank(lane, context), -1);
    else timerOrOther(own, other, lane, context, found);
  } else if (injected !== undefined) accepted(injected, lane, context, found, most);
  else if (foreign !== undefined) {
    accepted(foreign, lane, context, found, Math.min(most, Rank.InWindow));
  } else {
    const pending = pendingAccept(lane, context);
    if (pending !== undefined) accepted(pending, lane, context, found, Rank.Pending);
  }
}

/**
 * Both the vCPU's own timer and an acceptance could have ended the halt, and no waking tells: whichever
 * came first did (E.3, 7). A timer that fires while the host polls interrupts the thread.
 */
function timerOrOther(
  own: Accept,
  other: Accept,
  lane: IdleLane,
  context: WakeContext,
  found: FoundPeriod,
): void {
  const { timerInterruptNs } = lane;
  const isTold = timerInterruptNs >= 0 && lane.halts.waited === false && lane.sleeps.count === 0;
  const rank = isTold ? Rank.InWindow : Rank.Context;
  if (isTold && timerInterruptNs < other.atNs) timer(found, own, rank, timerInterruptNs);
  else accepted(other, lane, context, found, rank);
}

/** A wake that the thread's own interrupts explain, while it ran its guest: of a wait loop. */
export function attributeInGuest(
  lane: IdleLane,
  context: WakeContext,
  found: FoundPeriod,
  rank: number,
): void {
  const accept = lane.injected ?? pendingAccept(lane, context);
  if (accept !== undefined) accepted(accept, lane, context, found, rank);
}

/** What waited before the HLT shows in an injection only: then it was no timer that ended the halt. */
function ownRank(lane: IdleLane, { injectionsRecorded, isApicVirtual }: WakeContext): number {
  return lane.halts.count > 0 || injectionsRecorded || isApicVirtual ? Rank.OwnTimer : Rank.Context;
}

function wokenByInterrupt(
  lane: IdleLane,
  context: WakeContext,
  found: FoundPeriod,
  own: Accept | undefined,
): void {
  const { waking } = lane.sleeps;
  const inSame = acceptBefore(
    lane,
    (accept) => accept.inInterrupt && accept.stream === waking.stream,
  );
  if (waking.timerNs >= 0 && inSame === undefined) {
    // A timer function wakes a halted vCPU for its own timer only: others wake helper threads.
    const alone = context.acceptsRecorded ? Rank.Context : Rank.OwnTimer;
    timer(found, own, own === undefined ? alone : Rank.Chain, waking.timerNs);
  } else if (inSame !== undefined) {
    accepted(inSame, lane, context, found, Rank.Linked);
    found.cause = 'device';
    if (found.originNs < 0) {
      found.originNs = waking.deviceNs;
      found.originBy = 'irq_handler_entry';
    }
  } else if (own !== undefined) {
    timer(found, own, waking.deviceNs >= 0 ? Rank.OwnTimer : Rank.Chain, waking.timerNs);
  } else if (arrived(foreignAccept(lane, context), lane)) {
    accepted(foreignAccept(lane, context)!, lane, context, found, Rank.InWindow);
  } else if (waking.deviceNs >= 0) {
    found.cause = 'device';
    found.causeRank = Rank.Context;
    found.causeNs = waking.deviceNs;
    found.causeBy = 'irq_handler_entry';
  } else if (waking.isLocalTimer) {
    if (context.acceptsRecorded) return;
    found.cause = 'timer';
    found.causeRank = Rank.Context;
  } else if (context.postsInterrupts && lane.injectedVector < 0) {
    found.suspected = context.isPostedTo(lane) ? 'device' : 'ipi';
  }
}

function wokenByThread(
  lane: IdleLane,
  context: WakeContext,
  found: FoundPeriod,
  own: Accept | undefined,
): void {
  const { waking } = lane.sleeps;
  const linked = acceptBefore(
    lane,
    (accept) => accept.thread === waking.thread && !accept.inInterrupt,
  );
  if (linked !== undefined) {
    // Nothing shows that this waking came before the thread ran again for its timer.
    const isLate = own !== undefined && lane.sleeps.count === 0 && !arrived(linked, lane);
    accepted(linked, lane, context, found, isLate ? Rank.Context : Rank.Chain);
    return;
  }
  if (lane.signalled && context.hasSignalled(waking.thread, lane.thread)) {
    by(found, 'signal', Rank.Chain, lane, context);
    return;
  }
  const later = foreignAccept(lane, context);
  if (own !== undefined && later === undefined) timer(found, own, Rank.InWindow, -1);
  else if (later !== undefined && (arrived(later, lane) || !context.injectionsRecorded)) {
    accepted(later, lane, context, found, Rank.InWindow);
  } else if (lane.signalled) {
    by(found, 'signal', Rank.InWindow, lane, context);
  } else byWaker(lane, context, found);
}

/** Nothing but the waker's own doings tells why it woke the vCPU. */
function byWaker(lane: IdleLane, context: WakeContext, found: FoundPeriod): void {
  const { waking } = lane.sleeps;
  const waker = context.threads[waking.thread];
  if (waker === undefined) return;
  const name = (cause: FoundPeriod['cause'], rank: number): void =>
    by(found, cause, rank, lane, context);
  const sent = sentRank(lane, context);
  if (waker.asyncPageNs >= 0 && lane.sawAsyncReady) name('apf-ready', Rank.Linked);
  else if (waking.channel === 'line' || waking.channel === 'msi') {
    name('device', sent);
    found.gsi = waking.gsi;
  } else if (waker.binding < 0) {
    if (context.acceptsRecorded) name('host-request', Rank.Guess);
    // A device's thread would have shown its interrupt, had these been recorded.
    else if (!context.devicesRecorded) name('device', Rank.Guess);
  } else if (waking.faultHigh >= 0 && lane.opening === 'mwait-halt') {
    // Only a wait for memory says that the write was what woke it, and not what came with it.
    name('memory-write', Rank.InWindow);
    found.gpaLow = waking.faultLow;
    found.gpaHigh = waking.faultHigh;
  } else if (waking.isKick) name('pv-kick', Rank.InWindow);
  else if (waking.channel !== 'untold') name('ipi', Math.min(sent, Rank.InWindow));
  else if (context.acceptsRecorded) name('host-request', Rank.Guess);
  // Flushes of TLBs wake, too: only who did it is told.
  else if (!context.ipisRecorded) name('unknown', 0);
}

/** How sure it is that what the waker just sent ended the halt, of which no acceptance tells. */
function sentRank(lane: IdleLane, context: WakeContext): number {
  // The guest went on without any interrupt: it had been masked.
  if (context.injectionsRecorded) return lane.injectedVector < 0 ? Rank.Guess : Rank.Linked;
  return context.acceptsRecorded ? Rank.Linked : Rank.Context;
}

function by(
  found: FoundPeriod,
  cause: FoundPeriod['cause'],
  rank: number,
  { sleeps: { waking } }: IdleLane,
  { threads }: WakeContext,
): void {
  const waker = threads[waking.thread];
  found.cause = cause;
  found.causeRank = rank;
  found.sourceBinding = waker?.binding ?? -1;
  found.sourceTid = waker?.tid ?? -1;
  if (waking.exitNs < 0) return;
  found.originNs = waking.exitNs;
  found.originBy = 'kvm_exit';
  found.sourcePlace = Math.max(waking.place, -1);
}

function timer(found: FoundPeriod, own: Accept | undefined, rank: number, firedNs: number): void {
  found.cause = 'timer';
  found.causeRank = rank;
  found.vector = own?.vector ?? -1;
  found.causeNs = firedNs;
  found.causeBy = 'hrtimer_expire_entry';
  if (own !== undefined) own.isSpent = true;
}

/** An acceptance is the cause: of which kind its delivery and its channel tell. */
function accepted(
  accept: Accept,
  lane: IdleLane,
  context: WakeContext,
  found: FoundPeriod,
  rank: number,
): void {
  accept.isSpent = true;
  found.causeNs = accept.atNs;
  found.causeBy = accept.event;
  found.originNs = accept.originNs;
  found.originBy = accept.inInterrupt ? 'irq_handler_entry' : 'kvm_exit';
  const sender = context.threads[accept.thread];
  if (!accept.inInterrupt) {
    found.sourceTid = sender?.tid ?? -1;
    found.sourceBinding = sender?.binding ?? -1;
    found.sourcePlace = Math.max(accept.place, -1);
  }
  const special = specialCause(accept.delivery);
  if (special !== undefined) {
    found.cause = special;
    found.causeRank = rank;
    return;
  }
  found.vector = accept.vector;
  found.gsi = accept.gsi;
  if (isOwnTimer(accept, lane)) {
    found.cause = 'timer';
    found.causeRank = Math.min(rank, Rank.OwnTimer);
    found.sourceTid = -1;
    found.sourceBinding = -1;
    found.sourcePlace = -1;
    return;
  }
  found.cause = causeOf(accept, sender, context);
  found.causeRank = Math.min(rank, surenessOf(accept, lane, sender));
}

function specialCause(delivery: number): FoundPeriod['cause'] | undefined {
  switch (delivery) {
    case Delivery.PvKick:
      return 'pv-kick';
    case Delivery.Nmi:
      return 'nmi';
    case Delivery.Smi:
      return 'smi';
    case Delivery.Init:
    case Delivery.Sipi:
      return 'init-sipi';
    default:
      return undefined;
  }
}

function causeOf(
  accept: Accept,
  sender: WakerThread | undefined,
  { ipisRecorded }: WakeContext,
): FoundPeriod['cause'] {
  if (accept.channel === 'msi' || accept.channel === 'line') return 'device';
  // Whoever sends one runs a vCPU, seen to or not.
  if (!accept.inInterrupt && isSent(accept.channel)) return 'ipi';
  if (accept.inInterrupt || sender === undefined || sender.binding < 0) return 'device';
  // An IPI would have shown itself: a vCPU's thread also brings what its VMM injects.
  return accept.channel === 'untold' && ipisRecorded ? 'device' : 'ipi';
}

/** A chain is certain only where every link of it was seen. */
function surenessOf(accept: Accept, lane: IdleLane, sender: WakerThread | undefined): number {
  const isFromVcpu = !accept.inInterrupt && sender !== undefined && sender.binding >= 0;
  if (accept.channel === 'untold') return isFromVcpu ? Rank.Context : Rank.Linked;
  return arrived(accept, lane) ? Rank.Chain : Rank.Linked;
}
