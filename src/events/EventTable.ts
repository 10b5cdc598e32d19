import type { EventFormat } from '../formats/tracefs/EventFormat';

/** Rows of a block. A power of two, so that a row's block is a shift; below 65,535, so that `detail` fits 16 bits. */
export const BLOCK_ROWS = 32_768;
export const BLOCK_SHIFT = 15;
/** `detail` of an event whose fields are not kept in columns; its raw record still is reachable. */
export const NO_DETAIL = 0xffff;

/** `hostCpu` of a stream whose events do not say on which host CPU they were recorded. */
export const NO_HOST_CPU = -1;

/** `tid` of an event whose recording does not tell its thread from others. */
export const NO_TID = -1;

/** In `flags`: the event happened in an interrupt (hardirq or softirq), not on the thread's own behalf. */
export const IN_INTERRUPT = 0x18;

/** Unsigned words of one field in one block, as narrow as the block's values allow. */
export type WordColumn = Uint8Array | Uint16Array | Uint32Array;

/** A field that is kept in columns: every scalar of the events the domain reference uses. */
export interface StoredField {
  readonly name: string;
  readonly signed: boolean;
  /** 8 = two columns, low and high word; otherwise one. */
  readonly bytes: 1 | 2 | 4 | 8;
}

/** A tracepoint that occurs in a recording. Its index in `EventTable.kinds` is what the `kind` column holds. */
export interface EventKind {
  readonly index: number;
  /** Number of the recording: another one may lay the same tracepoint out otherwise. */
  readonly source: number;
  /** Layout by the recording; undefined where it holds none: of an unknown id, and in text. */
  readonly format: EventFormat | undefined;
  readonly system: string;
  /** Without system: `kvm_exit`. */
  readonly name: string;
  /** Names of all its own fields, as far as the recording tells. */
  readonly ownFields: readonly string[];
  /** In the order of `FieldColumns.low`; empty when the kind keeps no columns. */
  readonly fields: readonly StoredField[];
}

/** The kept fields of one kind in one block; row `detail` of every column is the same event. In no order of time. */
export interface FieldColumns {
  readonly length: number;
  readonly low: readonly WordColumn[];
  /** High words of the 8-byte fields, undefined for the others. */
  readonly high: readonly (WordColumn | undefined)[];
}

/** One host CPU's ring buffer in one trace instance. */
export interface EventStream {
  /** NO_HOST_CPU: not recorded. */
  readonly hostCpu: number;
  /** Name of the trace instance; '' is the top one. */
  readonly instance: string;
  /** Number of the recording. */
  readonly source: number;
  /** Bytes that a unit of `place` stands for. */
  readonly placeBytes: number;
}

/** A run of events, one column a property: row `i` of every column describes the same event. Never written once built. */
export interface EventBlock {
  readonly firstRow: number;
  readonly length: number;
  /** ns since the trace's first event, non-decreasing within and across blocks. */
  readonly time: Float64Array;
  /** Index in `EventTable.kinds`. */
  readonly kind: Uint16Array;
  /** Index in `EventTable.streams`. */
  readonly stream: Uint16Array;
  /**
   * Thread that was running (ftrace's `common_pid`); negative: its id is not recorded, and unless it
   * is NO_TID, events with the same number are of the same thread.
   */
  readonly tid: Int32Array;
  /** ftrace's `common_flags`: 0x01 irqs off, 0x08 hardirq, 0x10 softirq. */
  readonly flags: Uint8Array;
  /** Row in `fields[kind]`, or NO_DETAIL. */
  readonly detail: Uint16Array;
  /** Where the raw record starts: units of the stream's `placeBytes`, from `placeBase[stream]`. */
  readonly place: Int32Array;
  /** By stream: bytes into the stream's uncompressed data that `place` counts from; NaN where it has no event. */
  readonly placeBase: Float64Array;
  /** By kind. */
  readonly fields: readonly (FieldColumns | undefined)[];
}

/** All events of a trace in time order, in blocks of `BLOCK_ROWS` (the last one may be shorter). */
export interface EventTable {
  readonly length: number;
  readonly blocks: readonly EventBlock[];
  readonly kinds: readonly EventKind[];
  readonly streams: readonly EventStream[];
}
