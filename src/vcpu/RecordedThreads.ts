/** A guest the recording itself names with its vCPU threads (option GUEST). */
export interface NamedGuest {
  readonly name: string | undefined;
  readonly vcpuTids: readonly { readonly tid: number }[];
}

/** A thread that a recording itself says runs a vCPU, from a time on. */
export interface NamedVcpu {
  readonly tid: number;
  readonly vcpu: number;
  /** Number of the VM; undefined: not told. */
  readonly vm: number | undefined;
  readonly fromNs: number;
}

/** What a recording tells of its threads beside their events. */
export interface RecordedThreads {
  readonly guests: readonly NamedGuest[];
  /** Grows while the recording is read. */
  readonly namedVcpus?: readonly NamedVcpu[] | undefined;
  /** Name of a thread at a time (ns since the session's origin). */
  readonly commOf: (tid: number, timeNs: number) => string | undefined;
  /** Process of a thread. */
  readonly pidOf: (tid: number) => number | undefined;
}
