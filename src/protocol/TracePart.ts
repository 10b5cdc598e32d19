/** A part of a trace. Absent members do not restrict; times in ns since the trace's first event. */
export interface TracePart {
  readonly fromNs?: number;
  readonly toNs?: number;
  readonly hostCpus?: readonly number[];
  /** Tracepoint names, `*` as wildcard: `kvm_*`. */
  readonly events?: readonly string[];
}
