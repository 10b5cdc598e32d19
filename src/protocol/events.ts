/** A window of the event table. Every array has one entry a row. */
export interface EventPage {
  /** Matching events in the whole trace, for the scroll bar. */
  readonly total: number;
  /** Position of the first row of this page among the matching events. */
  readonly start: number;
  /** Row in the whole trace, by which the other requests name an event. */
  readonly row: Float64Array;
  readonly timeNs: Float64Array;
  /** Index in `TraceFacts.sources`. */
  readonly source: Uint8Array;
  /** -1: not recorded. */
  readonly hostCpu: Int32Array;
  /** Negative: not recorded. */
  readonly tid: Int32Array;
  readonly comm: readonly string[];
  readonly event: readonly string[];
  /** -1: the thread is no vCPU. */
  readonly vm: Int16Array;
  readonly vcpu: Int16Array;
  /** One line: exit reason name and number, the fields that matter, in the field's terms. */
  readonly summary: readonly string[];
}

/** One field of an event, in words. */
export interface FieldInWords {
  readonly name: string;
  /** As `trace-cmd report -R` shows numbers, or the string. */
  readonly value: string;
  /** What it means: `EPT_VIOLATION (48)`, `write to a present, read-only page`; '' when the value says it all. */
  readonly meaning: string;
}

export interface EventDetail {
  readonly row: number;
  readonly timeNs: number;
  /** Absolute stamp on the trace's own clock, decimal. */
  readonly absoluteNs: string;
  /** Name of the recording; null: there is only one. */
  readonly recording: string | null;
  /** null: not recorded. */
  readonly hostCpu: number | null;
  readonly tid: number | null;
  readonly comm: string;
  /** `kvm:kvm_exit`. */
  readonly event: string;
  readonly vm: number | null;
  readonly vcpu: number | null;
  /** Sentences that say what happened. */
  readonly inWords: readonly string[];
  /** Where the guest was, `0x…`; null: the event tells of no place, or is of no vCPU. */
  readonly rip: string | null;
  readonly fields: readonly FieldInWords[];
  /** The call chain that was recorded with the event, innermost first: `kernel 0xffffffff81059a3b`. */
  readonly callchain: readonly string[];
  /** Record bytes as the file holds them, hex, 16 a line. */
  readonly rawHex: readonly string[];
  /** Byte in the file where the record (or its compressed chunk) starts. */
  readonly fileOffset: number | null;
}

/** What a trace is asked about its events, of all or of a filter. */
export interface EventRequests {
  /** `filter`: see docs/filter.md; '' = all events. Rejects with the filter's mistake in words. */
  eventPage: {
    params: { readonly filter: string; readonly start: number; readonly count: number };
    result: EventPage;
  };
  /** Position among the filter's events of the first one at or after a time, or of a given row. */
  findEvent: {
    params: { readonly filter: string; readonly timeNs?: number; readonly row?: number };
    result: { readonly position: number };
  };
  eventDetail: { params: { readonly row: number }; result: EventDetail };
}
