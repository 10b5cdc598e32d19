import type { EventBlock, EventTable } from '../../events/EventTable';

/** What a filter needs to know beyond the columns. Asked once a value where answers repeat, else once a row. */
export interface FilterContext {
  readonly table: EventTable;
  /** Names of the recordings. */
  readonly recordingNames: readonly string[];
  /** The vCPU that the event's thread runs; undefined for a thread that runs none. */
  readonly vcpuOf: (
    block: EventBlock,
    at: number,
  ) => { readonly vm: number; readonly vcpu: number } | undefined;
  /** Name of the event's thread. */
  readonly commOf: (block: EventBlock, at: number) => string | undefined;
  /** Name of the exit reason, for events that have one; depends on `isa` and the exit's number only. */
  readonly exitReasonName: (block: EventBlock, at: number) => string | undefined;
}
