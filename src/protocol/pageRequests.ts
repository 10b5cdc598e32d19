import type { FaultOrder, FaultPage, FaultSelection, PageDetail, PageOverview } from './pages';

/** What a trace is asked about pages of its guests’ memory. */
export interface PageRequests {
  /** Which guest pages faulted and which are fought over, with faults over time in `bins` bins; null while the trace is read. */
  pageOverview: { params: { readonly bins: number }; result: PageOverview | null };
  /** Everything about one of these pages; null: it is none of them, or the trace is read. */
  pageDetail: {
    params: { readonly vm: number; readonly gpa: number; readonly bins: number };
    result: PageDetail | null;
  };
  /** A page of the page faults of a selection. */
  pageFaults: {
    params: {
      readonly selection: FaultSelection;
      readonly order: FaultOrder;
      readonly start: number;
      readonly count: number;
    };
    result: FaultPage | null;
  };
}
