/** By which means a guest was idle: domain reference D.1. Names that outside checks rely on. */
export const STRATEGIES = [
  'hlt-block',
  'hlt-poll-hit',
  'hlt-poll-miss',
  'hlt-pending',
  'hlt-emulator',
  'hlt-userspace',
  'mwait-nop',
  'mwait-page-protect',
  'pause-spin',
  'guest-haltpoll',
  'lock-halt',
  'async-pf',
  'svm-idle-halt',
  'nested',
  'wait-for-sipi',
  'unknown',
] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** What ended an idle period: domain reference E.1. Names that outside checks rely on. */
export const CAUSES = [
  'timer',
  'ipi',
  'device',
  'pv-kick',
  'nmi',
  'smi',
  'init-sipi',
  'apf-ready',
  'memory-write',
  'signal',
  'host-request',
  'spurious',
  'unknown',
] as const;

export type Cause = (typeof CAUSES)[number];

export const WAKE_WAYS = ['poll', 'woken', 'already-pending', 'in-guest'] as const;

export type WakeWay = (typeof WAKE_WAYS)[number];

/** How sure a statement is, by the rank of E.3: certain from 90, strong from 60, weak above 0. */
export const CONFIDENCES = ['certain', 'strong', 'weak', 'unknown'] as const;

export type Confidence = (typeof CONFIDENCES)[number];

export function confidenceOf(rank: number): Confidence {
  if (rank >= 90) return 'certain';
  if (rank >= 60) return 'strong';
  return rank > 0 ? 'weak' : 'unknown';
}
