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
export const Activity = {
  Unknown: 0,
  Guest: 1,
  Kernel: 2,
  User: 3,
  /** In a halt whose time on the CPU before the first switch-out is polling. */
  PollingHalt: 4,
  /** In a halt without a poll window: time on the CPU is bookkeeping. */
  Halt: 5,
} as const;

export type Activity = (typeof Activity)[keyof typeof Activity];

/** Where the thread is, driven by the scheduler's events. */
export const Residency = {
  Unknown: 0,
  OnCpu: 1,
  /** On a run queue after sleeping. */
  Woken: 2,
  /** On a run queue, displaced. */
  Displaced: 3,
  /** Off the CPU in state S. */
  Asleep: 4,
  /** Off the CPU in another state. */
  Stuck: 5,
  /** Off the CPU, and the recording does not hold in what state, or until when. */
  Away: 6,
} as const;

export type Residency = (typeof Residency)[keyof typeof Residency];
