import type { StepEvent } from './words';

/** How a period that may be one began. */
export type Opening =
  | 'none'
  /** HLT exit. */
  | 'halt'
  /** SVM's idle HLT exit. */
  | 'idle-halt'
  /** MWAIT exit that blocked. */
  | 'mwait-halt'
  /** A halt from before the trace, or from before anything showed the vCPU run. */
  | 'unseen'
  /** A halt without an exit: through the emulator. */
  | 'emulated'
  /** The guest was told that a page is not there, and its thread sleeps. */
  | 'async-page'
  /** A vCPU slept before it was started. */
  | 'start';

/** Tracepoint that a period's begin is of. */
export const openedBy: Readonly<Record<Opening, StepEvent>> = {
  none: '',
  halt: 'kvm_exit',
  'idle-halt': 'kvm_exit',
  'mwait-halt': 'kvm_exit',
  unseen: '',
  emulated: '',
  'async-page': 'sched_switch',
  start: 'sched_switch',
};
