import type { NamedTable } from '../../../base/tableColumns';
import type { SymbolWishes } from '../../../protocol/code';
import type { Companion } from '../../../protocol/Companion';
import type { RunProfile, VcpuPair } from '../../../protocol/compare';
import type { ComparedPair, RepeatedRuns, ReportFormat } from '../../../protocol/comparePage';

/** Reads a recording, with those of its session, once from begin to end for what a comparison needs of it. */
export interface ProfileJob {
  readonly job: 'profile';
  readonly file: string;
  readonly companions: readonly Companion[];
  /** Frequency of a clock that counts cycles, where the user gave one. */
  readonly tscKhz: number | undefined;
  readonly namedTables: readonly NamedTable[];
  /** What users set of the analyses' parameters, as they wrote it; what is wrong counts as not set. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly symbols: SymbolWishes;
}

/** Compares each run after the first with it. */
export interface CompareJob {
  readonly job: 'compare';
  readonly profiles: readonly RunProfile[];
  /** Of each run after the first: its vCPUs that are to be compared with others than those of their number. */
  readonly pairings: readonly (readonly VcpuPair[])[];
  /** Of the kinds of A and of the one B; absent: none. */
  readonly repeats?: RepeatedRuns<RunProfile>;
}

/** The same as a document. */
export interface ReportJob {
  readonly job: 'report';
  readonly profiles: readonly RunProfile[];
  readonly pairings: CompareJob['pairings'];
  readonly repeats?: RepeatedRuns<RunProfile>;
  readonly format: ReportFormat;
}

/** What a thread does once, before it ends. */
export type Job = ProfileJob | CompareJob | ReportJob;

/** In place of one: it comes as the first message, while the thread loads its code. */
export interface ComingJob {
  readonly job: 'coming';
}

export interface JobResults {
  readonly profile: RunProfile;
  readonly compare: readonly ComparedPair[];
  readonly report: string;
}

/** What the thread of a job says. */
export type JobMessage =
  | { readonly kind: 'progress'; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly message: string };
