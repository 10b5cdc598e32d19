import type {
  IdleHistograms,
  IdleOverview,
  PeriodOrder,
  PeriodPage,
  PeriodSelection,
} from './idle';

/** What a trace is asked about how its vCPUs are idle. */
export interface IdleRequests {
  /** Where vCPUs' time went, how they were idle and what woke them; null while the trace is read. */
  idleOverview: { params: Record<string, never>; result: IdleOverview | null };
  /** Distributions of a selection's lengths and latencies, and its poll windows over time in `bins` bins. */
  idleHistograms: {
    params: PeriodSelection & { readonly bins: number };
    result: IdleHistograms | null;
  };
  /** A page of idle periods; slowest wakes or longest periods first, or by their start. */
  idlePeriods: {
    params: {
      readonly selection: PeriodSelection;
      readonly order: PeriodOrder;
      readonly start: number;
      readonly count: number;
    };
    result: PeriodPage | null;
  };
}
