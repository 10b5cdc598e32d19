/** What a vCPU's thread does, as time is accounted: domain reference C.1, in the order of a ledger. */
export const VCPU_STATES = [
  'guest',
  'kernel',
  'userspace',
  'halt_poll',
  'blocked',
  'waking',
  'preempted',
  'stalled',
  'unknown',
] as const;

/** Index in VCPU_STATES. */
export const State = {
  Guest: 0,
  Kernel: 1,
  Userspace: 2,
  HaltPoll: 3,
  Blocked: 4,
  Waking: 5,
  Preempted: 6,
  Stalled: 7,
  Unknown: 8,
} as const;

export type State = (typeof State)[keyof typeof State];

/** What the thread is about, driven by KVM's events. */
export type Activity =
  | 'guest'
  | 'kernel'
  | 'user'
  /** In a halt whose time on the CPU before the first switch-out is polling. */
  | 'polling-halt'
  /** In a halt without a poll window: time on the CPU is bookkeeping. */
  | 'halt'
  | 'unknown';

/** Where the thread is, driven by the scheduler's events. */
export type Residency =
  | 'on-cpu'
  /** On a run queue after sleeping. */
  | 'woken'
  /** On a run queue, displaced. */
  | 'displaced'
  /** Off the CPU in state S. */
  | 'asleep'
  /** Off the CPU in another state. */
  | 'stuck'
  /** Off the CPU, and the recording does not hold in what state. */
  | 'away'
  | 'unknown';
