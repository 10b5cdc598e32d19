/** What a trace is, in plain types: crosses to the webview and is printed by `exitscope info`. */
import type { TableToName } from '../base/tableColumns';
import type { TracePart } from './TracePart';

export interface ClockFacts {
  /** `local`, `mono`, `x86-tsc`, …; null when the recording does not say. */
  readonly name: string | null;
  readonly unit: 'ns' | 'cycles';
  /** Where the conversion of a cycle clock comes from. */
  readonly conversion: 'none' | 'recorded' | 'user';
}

/** Two times or shifts, ns. */
export interface SpanFacts {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Events of one guest CPU beside the guest-mode spans of the host thread that runs it. */
export interface GuestCpuFacts {
  readonly vcpu: number;
  readonly tid: number;
  /** Those between the thread's first and last kvm_entry or kvm_exit. */
  readonly events: number;
  /** Those of them that do not lie between an entry and an exit. */
  readonly outside: number;
  /** Those of which lost host events leave no telling. */
  readonly untold: number;
  /** How far the guest's clock could move before one more event got out of guest mode; null: none is in it. */
  readonly slack: SpanFacts | null;
  /** By how much the clock would have to move for most events to fit, to about 1 µs; null: no event. */
  readonly best: (SpanFacts & { readonly outside: number }) | null;
  /** Lowest and highest of what slices of the recording need. */
  readonly drift: SpanFacts | null;
}

/** How a recording's times became times of the session, and whether that can be right. */
export interface RelationFacts {
  /**
   * `reference`: it sets the session's clock. `recorded`: trace-cmd measured how far the clocks are
   * apart. `user`: the user said it. `assumed`: both have one kind of clock, and are taken for one
   * machine's. `unknown`: nothing relates the clocks, and the recordings are shown from one start.
   */
  readonly kind: 'reference' | 'recorded' | 'user' | 'assumed' | 'unknown';
  /** Added to its times on top of what is recorded, ns, decimal. */
  readonly shiftNs: string;
  /** The recorded offsets: how many, and how far they are apart, in units of `unit`, decimal. */
  readonly samples: {
    readonly count: number;
    readonly spread: string;
    readonly unit: 'ns' | 'cycles';
  } | null;
  /** It says how far its clock is from that of a host whose recording is not open. */
  readonly namesAbsentHost?: boolean;
  /** Number of the host's recording; null: it is not known to be a guest's. */
  readonly guestOf: number | null;
  /** The VM it was recorded in; null where nothing tells. */
  readonly vm: number | null;
  /** Guest events beside the host's; empty where there is nothing to compare, and where nothing relates the clocks. */
  readonly guestCpus: readonly GuestCpuFacts[];
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
  readonly relation: RelationFacts;
  /** Its events carry no `common_flags`. */
  readonly lacksFlags?: boolean;
  /** Of a table whose columns somebody named: for naming them anew. */
  readonly namedTable?: TableToName;
}

export interface LostFacts {
  /** Index in `TraceFacts.sources`. */
  readonly source: number;
  /** null: not recorded. */
  readonly hostCpu: number | null;
  readonly fromNs: number;
  readonly toNs: number;
  /** null: events were lost, the recording does not say how many. */
  readonly count: number | null;
}

export interface VcpuFacts {
  readonly vcpu: number;
  /** null: not recorded. */
  readonly tid: number | null;
  readonly comm: string | null;
}

export interface VmFacts {
  readonly vm: number;
  /** Index in `TraceFacts.sources`. */
  readonly source: number;
  readonly pid: number | null;
  readonly name: string | null;
  readonly vcpus: readonly VcpuFacts[];
}

export interface DiagnosticFacts {
  /** Index in `TraceFacts.sources`; null: of the session as a whole. */
  readonly source: number | null;
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
