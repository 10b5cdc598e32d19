import type { ExitSort } from './exitSort';

/** `LatestExit.place` where it is no place's number. */
export const ExitPlace = {
  /** The thread handles no exit, or nothing tells where that was. */
  None: -1,
  /** Nobody asked yet. */
  Unasked: -2,
  /** There are more places than are told apart. */
  Beyond: -3,
} as const;

/** The exit of a vCPU that its thread handles, or handled last. */
export class LatestExit {
  /** -1: none was seen. */
  atNs = -1;
  sort: ExitSort = 'other';
  ripLow = 0;
  ripHigh = 0;
  isaField: number | undefined = undefined;
  code = 0;
  /** Where it was recorded. */
  stream = -1;
  /** Of the exit that is handled, as `Senders` numbers places. */
  place: number = ExitPlace.None;
  /** The thread sent an IPI since. */
  hasSent = false;
}
