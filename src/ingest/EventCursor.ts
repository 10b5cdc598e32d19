import type { BlockColumns } from './BlockColumns';

/**
 * Events in time order, a batch at a time: a sub-buffer of one host CPU, a stretch of a perf.data.
 * Those before `at` have got their row in the block, those before `filled` are in its columns too.
 */
export interface EventCursor {
  /** By event of the batch: ns since the session's origin. */
  readonly time: Float64Array;
  /** By event of the batch: its row in the block. */
  readonly row: Uint16Array;
  /** Events of the batch. */
  readonly count: number;
  at: number;
  filled: number;
  /** No event that has no row yet is before this time. */
  readonly headNs: number;
  /** Time of the last event that was read, wanted or not. */
  readonly endNs: number;
  /** Events read for this batch, wanted or not: what it cost. */
  readonly seen: number;
  /** Goes to the next batch, which may be empty; false when there are no more. Nothing may be left to take. */
  next(): boolean;
  /** Puts the events from `filled` to `at` into the columns, and moves `filled`. */
  fill(columns: BlockColumns): void;
}
