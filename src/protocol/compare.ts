/** What one run is for a comparison, and what comparing two says; plain data that crosses to the webview. */
import type { SourceFacts } from './facts';
import type { TracePart } from './TracePart';

/** What a series is about. */
export type SeriesFamily =
  'exits' | 'state' | 'idle' | 'poll_window' | 'wakes' | 'faults' | 'page' | 'hot';

/** A vCPU of a run. */
export interface RunVcpu {
  readonly vm: number;
  readonly vcpu: number;
}

/** A vCPU of run A, and the one of run B that does the same work. */
export interface VcpuPair {
  readonly a: RunVcpu;
  readonly b: RunVcpu;
}

/** What of a vCPU's work its series do not tell. */
export interface VcpuWork extends RunVcpu {
  /** Host CPUs, and how many events of its thread were recorded on each. */
  readonly hostCpus: readonly (readonly [number, number])[];
  /** Idle periods of others that it ended. */
  readonly wakesOthers: number;
}

/** Pairs of vCPUs beside those with the same number, by the work that they do. */
export interface RolePairing {
  /** Compared so, because the other run has no vCPU of that number. */
  readonly applied: readonly VcpuPair[];
  /** Those with the same number are compared, though they clearly do other work. */
  readonly hint: readonly VcpuPair[];
  /** '' where there is neither. */
  readonly reason: string;
  /** `weak`: their roles are not much alike, or others' are as much. */
  readonly confidence: 'strong' | 'weak';
}

/** How often something happened and how long it took, by time bin. */
export interface RunSeries {
  readonly family: SeriesFamily;
  /** `HLT`, `guest`, `hlt-poll-hit`, `ipi`, `write-protect`, `0x2000000`, `native_safe_halt`. */
  readonly subject: string;
  /** null: of all vCPUs together. */
  readonly vcpu: RunVcpu | null;
  /** undefined: it is a state, which has no number of times. */
  readonly counts: Float64Array | undefined;
  /** undefined: nothing tells how long it took. */
  readonly timesNs: Float64Array | undefined;
  /** Of stores into a page: those that woke a waiting vCPU. */
  readonly wakingCounts?: Float64Array;
  /** Of what was counted, or stretches of the state. */
  readonly occurrences: number;
  /** ns that vCPUs lost by it; null: the time is idling, and what it costs is the waking. */
  readonly costNs: number | null;
}

/** Counts of durations by time bin and by bucket: some 2 % wide, 32 to a power of two. */
export interface RunDistribution {
  /** `wakeup`, `wakeup.ipi`, `idle_length`, `exits.HLT`. */
  readonly id: string;
  /** Entries of bin b stand from `starts[b]` up to `starts[b + 1]`. */
  readonly starts: Uint32Array;
  /** As `base/DurationBuckets` numbers them, ascending within a bin. */
  readonly buckets: Uint16Array;
  readonly counts: Float64Array;
  readonly total: number;
  /** Of idle periods by nearest rank, as `report` has them; of exits by their buckets. */
  readonly p50Ns: number;
  readonly p99Ns: number;
}

/** Tracepoints that a run's recordings list. */
export interface RunEvents {
  readonly names: readonly string[];
  /** Each of them was enabled; else only their layout is told. */
  readonly areEnabled: boolean;
}

/** The poll windows of a run's vCPUs. */
export interface PollFacts {
  /** kvm_halt_poll_ns events. */
  readonly changes: number;
  /** Longest window of any vCPU; null: none was told. */
  readonly mostNs: number | null;
  /** Halts whose window is known, and those of them with a window of 0. */
  readonly halts: number;
  readonly withoutWindow: number;
  /** Longest halt that a window grew by; null: none did. */
  readonly longestGrownNs: number | null;
  /** Shortest halt that had no window, and was given none; null: there is none. */
  readonly shortestNotGrownNs: number | null;
}

/** What a reader must know of a run before he believes a comparison. */
export interface RunFacts {
  /** Of each recording. */
  readonly sources: readonly SourceFacts[];
  readonly clockUnit: 'ns' | 'cycles';
  /** Kinds of CPU whose exits were seen. */
  readonly isas: readonly ('vmx' | 'svm')[];
  /** By tracepoint, without system. */
  readonly eventCounts: Readonly<Record<string, number>>;
  /** Tracepoints, without system, that the recordings list; null: one of them lists none. */
  readonly listed: RunEvents | null;
  readonly lostEvents: number;
  readonly lostGaps: number;
  /** Part of the time of which events are missing, 0 to 1. */
  readonly lostShare: number;
  readonly durationNs: number;
  readonly part: TracePart | null;
  readonly vcpus: readonly RunVcpu[];
  readonly vms: number;
  /** Of the vCPUs' time, 0 to 1; null: kvm_entry and kvm_exit tell it, and are not there. */
  readonly guestShare: number | null;
  /** Of the vCPUs' time, 0 to 1: no event tells what they did. */
  readonly unknownShare: number;
  readonly exitsPerSecond: number | null;
  readonly polling: PollFacts;
  /** What tells hot code: the function that it is in, where any symbol is placed, else its address. */
  readonly hotBy: 'symbol' | 'rip';
  /** A guest's kernel moved its code by KASLR, as far as the files of symbols show. */
  readonly slides: readonly number[];
  /** A page's stores are only in `series` where it had at least so many; 0: all pages are. */
  readonly fewestStores: number;
  /** The same of guest code, in exits. */
  readonly fewestHot: number;
  /** The same of what single vCPUs did, in times. */
  readonly fewestOfVcpu: number;
  /** Page faults that found no room in the table that they are counted from. */
  readonly faultsLeftOut: number;
  /** With which vCPUs of the first run its own ones are compared; undefined: with those that have the same number, or as its user said. */
  readonly pairing?: RolePairing;
}

/** One run in equal time bins: what comparisons are made of. Less than 5 MB, however long the run was. */
export interface RunProfile {
  readonly facts: RunFacts;
  readonly fromNs: number;
  readonly binNs: number;
  /** By bin: ns in which nothing was lost; of the last bin as far as the run goes. */
  readonly wallNs: Float64Array;
  /** By bin: ns in guest mode, of all vCPUs together. */
  readonly guestNs: Float64Array;
  readonly series: readonly RunSeries[];
  readonly distributions: readonly RunDistribution[];
  readonly work: readonly VcpuWork[];
}

/** How a row of a comparison measures. */
export type Measure =
  | 'rate'
  | 'per_guest_second'
  | 'ns_per_second'
  | 'share'
  | 'fraction'
  | 'ns_per_halt'
  | 'most'
  | 'stores.rate'
  | 'true.rate'
  | 'false.rate'
  | 'p50'
  | 'p99';

/** One metric of two runs. */
export interface Difference {
  /** `exits.HLT.rate`, `vm0.vcpu1.state.guest.share`, `wakeup.p99`. */
  readonly id: string;
  /** In words. */
  readonly what: string;
  readonly unit: '1/s' | '1/guest s' | 'ns/s' | 'share' | 'ns';
  readonly measure: Measure;
  readonly vcpu: RunVcpu | null;
  readonly a: number;
  readonly b: number;
  /** b - a. */
  readonly delta: number;
  /** (b - a) / a; null: a is 0. */
  readonly relative: number | null;
  /** 95 % interval of `delta`; null: too little happened to bound it. */
  readonly low: number | null;
  readonly high: number | null;
  /** Probability of so large a difference between runs that do not differ. */
  readonly p: number;
  /** The same where any of all rows may have it (Benjamini and Hochberg). */
  readonly adjustedP: number;
  readonly significant: boolean;
  /** Share of the vCPUs' time that the difference is about. */
  readonly effect: number;
  /** What rows are ordered by, once they are significant: the effect, weighed by how much of a change it is. */
  readonly importance: number;
  /** What makes it doubtful, from the list of what is comparable. */
  readonly doubts: readonly string[];
}

/** A metric that only one of the runs can tell, or that happened too seldom. */
export interface NotCompared {
  readonly id: string;
  readonly what: string;
  readonly a: number | null;
  readonly b: number | null;
  readonly why: string;
}

/** One thing that runs should have in common. */
export interface Comparability {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly severity: 'ok' | 'warning' | 'error';
  /** What follows from it; '' where nothing does. */
  readonly text: string;
  /** Beginnings of the ids of rows that it makes doubtful; '' is of all. A single vCPU's count as well. */
  readonly affects: readonly string[];
  /** Rows of single vCPUs do not suffer. */
  readonly sparesVcpus?: boolean;
  /** Only those of single vCPUs do. */
  readonly sparesSums?: boolean;
}

export interface Comparison {
  readonly a: RunFacts;
  readonly b: RunFacts;
  /** Further runs of the same kinds: what varies from run to run then counts. */
  readonly moreOfA: readonly RunFacts[];
  readonly moreOfB: readonly RunFacts[];
  readonly comparable: readonly Comparability[];
  /** All that were tested, most important first. */
  readonly differences: readonly Difference[];
  readonly notCompared: readonly NotCompared[];
}

/** A comparison in words with numbers. */
export interface Verdict {
  readonly headline: string;
  /** What makes the runs, or some rows, less comparable. */
  readonly warnings: readonly string[];
  /** The most important differences; `id` is the row's. */
  readonly sentences: readonly { readonly id: string; readonly text: string }[];
  /** How large a difference had to be to be shown, where none is; else ''. */
  readonly resolution: string;
}
