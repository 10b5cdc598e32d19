/** Samples that map a guest's clock to its host's, for one vCPU's buffer (option TIME_SHIFT). */
export interface TimeShiftSamples {
  readonly times: readonly bigint[];
  readonly offsets: readonly bigint[];
  readonly scalings: readonly bigint[];
  readonly fractions: readonly bigint[];
}

export interface TimeShift {
  /** TRACEID of the other recording. */
  readonly peerTraceId: bigint;
  /** Bit 0: interpolate between the samples. */
  readonly flags: number;
  readonly byCpu: readonly TimeShiftSamples[];
}

/** A guest recorded together with this host (option GUEST). */
export interface GuestFacts {
  /** undefined: trace-cmd wrote an empty one. */
  readonly name: string | undefined;
  readonly traceId: bigint;
  /** Host thread of each vCPU; empty when trace-cmd did not find them. */
  readonly vcpuTids: readonly { readonly vcpu: number; readonly tid: number }[];
}

/** Conversion of a cycle clock (option TSC2NSEC): ns = cycles * mult >> shift. */
export interface TscConversion {
  readonly mult: number;
  readonly shift: number;
}

/** Options of a trace.dat that say something about its events. */
export interface TraceOptions {
  /** Added to every stamp, ns: option DATE (microseconds there) and option OFFSET. */
  readonly addedNs: bigint;
  /** Text of the per-CPU ring-buffer statistics, one entry a CPU. */
  readonly cpuStats: readonly string[];
  /** `Linux host release arch`. */
  readonly uname: string | undefined;
  /** Version of the trace-cmd that recorded. */
  readonly recorder: string | undefined;
  readonly traceId: bigint | undefined;
  readonly timeShift: TimeShift | undefined;
  readonly guests: readonly GuestFacts[];
  readonly tscConversion: TscConversion | undefined;
}
