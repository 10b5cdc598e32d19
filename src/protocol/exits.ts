import type { ExitRow } from './ExitRow';

/** Restricts an answer to one VM, or one vCPU of it; an absent member does not restrict. */
export interface VcpuSelection {
  readonly vm?: number;
  readonly vcpu?: number;
}

/** Exits per time bin and class: `counts[c * bins + b]`. */
export interface ExitsOverTime {
  /** Where the first bin starts. */
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  readonly classes: readonly string[];
  readonly counts: Uint32Array;
}

/** What a trace is asked about its exits. */
export interface ExitRequests {
  exitRows: { params: VcpuSelection; result: readonly ExitRow[] };
  exitsOverTime: { params: VcpuSelection & { readonly bins: number }; result: ExitsOverTime };
}
