/**
 * Thresholds of the analyses that users can set: domain reference I, under its names there. Times in
 * ns (cycles, where nothing tells how long these are).
 */
export interface AnalysisParameters {
  /** Disorder between host CPUs that clocks may show (C.5, E.4); null: by the recording's clock. */
  readonly clock_slack: number | null;
  /** Longest kernel time assumed at an edge of the trace (C.6). */
  readonly edge_k: number;
  /** A poll share below this is bookkeeping (S3). */
  readonly poll_min: number;
  /** A halt so short that a guest which polls before halting is likely behind it, if they are all so (S12). */
  readonly short_halt: number;
  /** So many of them, or of a paravirtual guest's halts, before it is taken to poll itself (S12). */
  readonly n_halts: number;
  /** Gap that always belongs to a loop of MWAITs, however close these usually are (D.3, P-3). */
  readonly nop_gap: number;
  /** Bytes from a loop's MWAIT within which an interrupt finds the guest in it (D.3). */
  readonly rip_slack: number;
  /** Stores against its protection before a page counts as contested (F.1). */
  readonly pp_min: number;
  /** Stores further apart are no ping-pong (F.1). */
  readonly pp_window: number;
  /** Stores of each vCPU before its lines are believed (F.1). */
  readonly share_min: number;
  /** Age of the trace from which a fault on an unknown page is no first touch for sure (F.2). */
  readonly cold_grace: number;
  /** A kick this short after a change of an entry flushes it (F.6). */
  readonly flush_win: number;
  /** Bytes of what a waiting processor watches (F.1); null: as CPUID told the guests, else 64. */
  readonly line: number | null;
  /** Pages that are told apart (F.5). */
  readonly max_pages: number;
}

export const defaultParameters: AnalysisParameters = {
  clock_slack: null,
  edge_k: 50_000,
  poll_min: 1_000,
  short_halt: 200_000,
  n_halts: 50,
  nop_gap: 20_000,
  rip_slack: 32,
  pp_min: 4,
  pp_window: 100_000_000,
  share_min: 3,
  cold_grace: 1_000_000_000,
  flush_win: 30_000,
  line: null,
  max_pages: 1_048_576,
};

/** ftrace's `local` clock differs between host CPUs; the others are in step but for reading them. */
const LOCAL_SLACK_NS = 50_000;
const SLACK_NS = 5_000;

/** Disorder that the clock of a recording may show between host CPUs. */
export function clockSlackNs(
  { clock_slack: set }: AnalysisParameters,
  clock: string | undefined,
): number {
  return set ?? (clock === 'local' ? LOCAL_SLACK_NS : SLACK_NS);
}
