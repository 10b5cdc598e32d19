/** What a trace is, in plain types: crosses to the webview and is printed by `exitscope info`. */
import type { TracePart } from './TracePart';

export interface ClockFacts {
  /** `local`, `mono`, `x86-tsc`, …; null when the recording does not say. */
  readonly name: string | null;
  readonly unit: 'ns' | 'cycles';
  /** Where the conversion of a cycle clock comes from. */
  readonly conversion: 'none' | 'recorded' | 'user';
}

export interface SourceFacts {
  readonly path: string;
  readonly format:
    'trace.dat' | 'perf.data' | 'trace-cmd-report' | 'ftrace-text' | 'perf-script' | 'csv';
  /** null: the format has none. */
  readonly version: string | null;
  readonly compression: 'zstd' | 'zlib' | null;
  readonly clock: ClockFacts;
  /** `uname -r` of the recording host. */
  readonly kernel: string | null;
  /** null: nothing of the file tells. */
  readonly hostCpus: number | null;
  readonly fileBytes: number;
}

export interface LostFacts {
  readonly hostCpu: number;
  readonly fromNs: number;
  readonly toNs: number;
  /** null: events were lost, the recording does not say how many. */
  readonly count: number | null;
}

export interface VcpuFacts {
  readonly vcpu: number;
  readonly tid: number;
  readonly comm: string | null;
}

export interface VmFacts {
  readonly vm: number;
  readonly pid: number | null;
  readonly name: string | null;
  readonly vcpus: readonly VcpuFacts[];
}

export interface DiagnosticFacts {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly offset: number | null;
}

export interface TraceFacts {
  readonly sources: readonly SourceFacts[];
  /** Absolute stamp of the first event on the trace's own clock, decimal; null where there is none. */
  readonly t0Ns: string | null;
  /** Where what is loaded begins, ns since the trace's first event: 0 but for a part of the trace. */
  readonly fromNs: number;
  /** From there to the last event that is loaded. */
  readonly durationNs: number;
  /** The part of the trace that is loaded; null = all of it. */
  readonly part: TracePart | null;
  readonly events: number;
  /** By tracepoint name without system, most frequent first. */
  readonly eventCounts: readonly { readonly name: string; readonly count: number }[];
  readonly lostEvents: number;
  /** In time order; in the editor at most the first 200 of `lostGaps`. */
  readonly lost: readonly LostFacts[];
  readonly lostGaps: number;
  /** Those of them whose size the recording does not say. */
  readonly unsizedGaps: number;
  readonly vms: readonly VmFacts[];
  readonly diagnostics: readonly DiagnosticFacts[];
}
