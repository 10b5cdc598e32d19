import type { Channel } from './Accepts';

/** The waking that a halt ended with, what its host CPU was doing, and the waker until then. */
export interface Waking {
  atNs: number;
  stream: number;
  /** Number of the thread that ran. */
  thread: number;
  inInterrupt: boolean;
  timerNs: number;
  deviceNs: number;
  isLocalTimer: boolean;
  channel: Channel;
  /** Interrupt line that the waker had set; -1: none. */
  gsi: number;
  isKick: boolean;
  /** Exit of the waker that it handled; -1: none. */
  exitNs: number;
  /** Number of that exit's place, as `Senders` has it; negative: none is told. */
  place: number;
  /** Guest-physical address of a write of the waker's guest that faulted, in two words; high -1: none. */
  faultLow: number;
  faultHigh: number;
}

export function noWaking(): Waking {
  return {
    atNs: -1,
    stream: -1,
    thread: -1,
    inInterrupt: false,
    timerNs: -1,
    deviceNs: -1,
    isLocalTimer: false,
    channel: 'untold',
    gsi: -1,
    isKick: false,
    exitNs: -1,
    place: -1,
    faultLow: 0,
    faultHigh: -1,
  };
}
