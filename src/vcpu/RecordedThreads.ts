/** A guest the recording itself names with its vCPU threads (option GUEST). */
export interface NamedGuest {
  readonly name: string | undefined;
  readonly vcpuTids: readonly { readonly tid: number }[];
}

/** What a recording tells of its threads beside their events. */
export interface RecordedThreads {
  readonly guests: readonly NamedGuest[];
  /** Name of a thread at a time (ns since the session's origin). */
  readonly commOf: (tid: number, timeNs: number) => string | undefined;
  /** Process of a thread. */
  readonly pidOf: (tid: number) => number | undefined;
}
