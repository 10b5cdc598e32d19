/** What the page of a comparison asks, and what it is told. */
import type {
  Comparability,
  Difference,
  NotCompared,
  RolePairing,
  RunVcpu,
  Verdict,
  VcpuPair,
} from './compare';

/** A row in words, as the command line has them. */
export interface ComparedRow extends Difference {
  readonly aText: string;
  readonly bText: string;
  readonly deltaText: string;
  readonly relativeText: string;
  readonly intervalText: string;
}

/** How durations of one run are spread. */
export interface SpreadDurations {
  readonly total: number;
  readonly p50Ns: number;
  readonly p99Ns: number;
  /** Part of all durations, 0 to 1, by bin. */
  readonly shares: Float64Array;
}

/** Durations of two runs in the same bins: tenths of a decade, as `LogBins` has them. */
export interface OverlaidDurations {
  /** `wakeup`, `idle_length`, `exits.HLT`. */
  readonly id: string;
  readonly what: string;
  /** Bin of the first share. */
  readonly first: number;
  readonly a: SpreadDurations;
  readonly b: SpreadDurations;
}

/** A run against the first one. */
export interface ComparedPair {
  /** Short names of A and B that tell them apart. */
  readonly names: readonly [string, string];
  readonly clockUnit: 'ns' | 'cycles';
  readonly vcpusOfA: readonly RunVcpu[];
  /** By their own numbers; rows call them as the vCPUs of A that they are paired with. */
  readonly vcpusOfB: readonly RunVcpu[];
  /** As the user paired them, or as they do the same work where no number is in both runs; else the ones with the same number are compared. */
  readonly pairing: readonly VcpuPair[];
  /** What the vCPUs' work says of that; nothing where the user paired them. */
  readonly roles: RolePairing;
  readonly comparable: readonly Comparability[];
  readonly verdict: Verdict;
  /** Most important first. */
  readonly rows: readonly ComparedRow[];
  readonly notCompared: readonly NotCompared[];
  readonly distributions: readonly OverlaidDurations[];
}

/** How far one of the runs is read. */
export type RunLoad =
  | { readonly kind: 'reading'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'read' }
  | { readonly kind: 'failed'; readonly message: string };

export interface RunState {
  readonly uri: string;
  /** As much of its path as tells it apart from the others. */
  readonly name: string;
  readonly path: string;
  readonly load: RunLoad;
}

/** Further runs of the kinds of A and of B: what varies from run to run then counts. */
export interface RepeatedRuns<Run = RunState> {
  readonly a: readonly Run[];
  readonly b: readonly Run[];
}

/** The first run is A; each of the others is compared with it. */
export interface CompareState {
  readonly runs: readonly RunState[];
  /** None where there are several B's. */
  readonly repeats: RepeatedRuns;
  /** One for each run but the first, null for one that could not be read; null: they are not compared yet, or cannot be. */
  readonly pairs: readonly (ComparedPair | null)[] | null;
  /** Why they cannot be compared, where that is not said of a run. */
  readonly failure: string | null;
}

export type ReportFormat = 'html' | 'json' | 'markdown';

/** Every question the page of a comparison may ask, with its answer. */
export interface CompareRequests {
  comparison: { params: Record<string, never>; result: CompareState };
  /** Makes the run at this place A; the former A takes its place. */
  makeFirst: { params: { readonly run: number }; result: Record<string, never> };
  /** Adds runs that the user picks to those of A's kind or of B's. */
  addRepeats: { params: { readonly of: 'a' | 'b' }; result: Record<string, never> };
  /** Leaves out the one at a place of `repeats`. */
  removeRepeat: {
    params: { readonly of: 'a' | 'b'; readonly run: number };
    result: Record<string, never>;
  };
  /** Compares vCPUs of A with others of B than those with the same number. */
  pairVcpus: {
    params: { readonly pair: number; readonly pairing: readonly VcpuPair[] };
    result: Record<string, never>;
  };
  /** Shows what a row is about in the recordings of both runs. */
  showExample: {
    params: { readonly pair: number; readonly id: string };
    result: Record<string, never>;
  };
  /** Shows the code of a row's function with the exits of both runs at each instruction; null: of one that the user picks. */
  showDisassembly: {
    params: { readonly pair: number; readonly id: string | null };
    result: Record<string, never>;
  };
  /** Shows the timelines of both runs beside each other, linked at their starts. */
  showTimelines: { params: { readonly pair: number }; result: Record<string, never> };
  /** Saves a report of all pairs to a file that the user picks; null: the user thought better of it. */
  saveReport: {
    params: { readonly format: ReportFormat };
    result: { readonly path: string | null };
  };
  /** The same as Markdown onto the clipboard. */
  copyReport: { params: Record<string, never>; result: Record<string, never> };
  copyText: { params: { readonly text: string }; result: Record<string, never> };
}

/** Sent when runs were read on: at most some ten a second a run. */
export interface RunsNotice {
  readonly notice: 'runs';
  readonly runs: readonly RunState[];
  readonly repeats: RepeatedRuns;
}

/** Sent when there is another answer to `comparison`. */
export interface ComparedNotice {
  readonly notice: 'compared';
}

/** Sent when the user wants to see guest code with the exits of both runs. */
export interface CodeWantedNotice {
  readonly notice: 'code-wanted';
}

export type ComparePageNotice = RunsNotice | ComparedNotice | CodeWantedNotice;
