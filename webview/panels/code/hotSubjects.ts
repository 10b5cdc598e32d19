import type { HotGrouping, HotOrder, HotSubject } from '../../../src/protocol/code';

/** How a subject of hot code is spoken of. */
export interface HotSubjectWords {
  readonly title: string;
  /** One of what is counted. */
  readonly noun: string;
  /** What the times are. */
  readonly times: string;
  /** What the reason of a row is. */
  readonly reasonTitle: string;
  readonly reasonMeaning: string;
}

export const hotSubjects: Readonly<Record<HotSubject, HotSubjectWords>> = {
  exits: {
    title: 'Exits',
    noun: 'exit',
    times: 'Time from the exit to the next entry of the vCPU',
    reasonTitle: 'Reason',
    reasonMeaning: 'Exit reason',
  },
  idle: {
    title: 'Idle',
    noun: 'idle period',
    times: 'Length of the idle periods that began there',
    reasonTitle: 'Strategy',
    reasonMeaning: 'By which means the vCPU idled',
  },
  stores: {
    title: 'Write faults',
    noun: 'store',
    times: 'Time from the exit of the store to the next entry of the vCPU',
    reasonTitle: 'Cause',
    reasonMeaning: 'Why the store faulted',
  },
  ipis: {
    title: 'IPIs sent',
    noun: 'IPI',
    times: 'Time from the exit that sent the IPI to the next entry of the vCPU',
    reasonTitle: 'Reason',
    reasonMeaning: 'Reason of the exit that sent the IPI',
  },
  wakes: {
    title: 'Wakeups caused',
    noun: 'wakeup',
    times: 'Time from the exit that caused the wakeup to the entry of the vCPU that woke',
    reasonTitle: 'Cause',
    reasonMeaning: 'By what the other vCPU was woken',
  },
};

export const groupingTitles: Readonly<Record<HotGrouping, string>> = {
  symbol: 'Function',
  reason: 'Reason',
  line: 'Source line',
  instruction: 'Instruction',
};

export const orderTitles: Readonly<Record<HotOrder, string>> = {
  total: 'Most time first',
  count: 'Most often first',
  p50: 'Highest p50 first',
  p99: 'Highest p99 first',
  max: 'Longest first',
  wakeups: 'Most wakeups first',
};
