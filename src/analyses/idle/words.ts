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

/** Tracepoints that the times of a period are of; '' for one worked out, as a halt's begin by its length. */
export const STEP_EVENTS = [
  '',
  'kvm_exit',
  'kvm_entry',
  'kvm_vcpu_wakeup',
  'kvm_apic_accept_irq',
  'kvm_apicv_accept_irq',
  'sched_waking',
  'sched_switch',
  'hrtimer_expire_entry',
  'irq_handler_entry',
] as const;

export type StepEvent = (typeof STEP_EVENTS)[number];

/** How sure a statement is, by the rank of E.3: certain from 90, strong from 60, weak above 0. */
export const CONFIDENCES = ['certain', 'strong', 'weak', 'unknown'] as const;

export type Confidence = (typeof CONFIDENCES)[number];

export function confidenceOf(rank: number): Confidence {
  if (rank >= 90) return 'certain';
  if (rank >= 60) return 'strong';
  return rank > 0 ? 'weak' : 'unknown';
}
