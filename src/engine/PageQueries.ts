import { MOST_PAGE_FAULTS } from '../protocol/pages';
import type {
  FaultOrder,
  FaultPage,
  FaultSelection,
  PageDetail,
  PageOverview,
} from '../protocol/pages';
import { faultOrder } from '../queries/conflicts/faultOrder';
import { faultRow } from '../queries/conflicts/faultRow';
import { pageDetail } from '../queries/conflicts/pageDetail';
import { pageOverview } from '../queries/conflicts/pageOverview';
import type { TimeBins } from '../queries/conflicts/TimeBins';
import { pageSource } from '../queries/conflicts/PageSource';
import type { PageSource } from '../queries/conflicts/PageSource';
import { findingContext } from '../queries/findings/findingContext';
import type { PeriodTable } from '../queries/idle/PeriodTable';
import type { ReportSource } from '../queries/idle/ReportSource';
import { rowAtTime } from '../queries/rowAtTime';
import type { OpenTrace } from './OpenTrace';

const MOST_BINS = 2048;

/** Answers what the Pages view asks of a trace that was read. */
export class PageQueries {
  readonly source: PageSource;
  /** The order that was asked for last: the next page is of the same one. */
  private ordered: { readonly key: string; readonly positions: Uint32Array } | undefined;
  private known: { readonly bins: number; readonly overview: PageOverview } | undefined;

  constructor(
    private readonly rows: OpenTrace,
    source: ReportSource,
    periods: PeriodTable,
  ) {
    this.source = pageSource(findingContext(source), periods);
  }

  overview(bins: number): PageOverview {
    if (this.known?.bins !== bins) {
      this.known = { bins, overview: pageOverview(this.source, this.binsOf(bins)) };
    }
    return this.known.overview;
  }

  detail(page: { readonly vm: number; readonly gpa: number }, bins: number): PageDetail | null {
    return pageDetail(this.source, page, this.binsOf(bins)) ?? null;
  }

  faults(selection: FaultSelection, order: FaultOrder, start: number, count: number): FaultPage {
    const positions = this.positions(selection, order);
    const total = positions.length;
    const from = Math.min(Math.max(0, Math.floor(start)), total);
    const to = from + Math.min(Math.max(0, Math.floor(count)), MOST_PAGE_FAULTS);
    const { context, reader } = this.source;
    const rows = [...positions.subarray(from, to)].map((position) => {
      const fault = reader.at(position)!;
      const row = rowAtTime(this.rows.table, fault.exitNs, 'kvm_exit');
      return faultRow(context, fault, row ?? null);
    });
    return { total, start: from, rows };
  }

  private positions(selection: FaultSelection, order: FaultOrder): Uint32Array {
    const key = JSON.stringify([selection, order]);
    if (this.ordered?.key !== key) {
      const { reader, parameters } = this.source;
      const positions = faultOrder(reader, selection, order, parameters.lineBytes);
      this.ordered = { key, positions };
    }
    return this.ordered.positions;
  }

  private binsOf(asked: number): TimeBins {
    const bins = Math.min(Math.max(1, Math.floor(asked)), MOST_BINS);
    const { fromNs, lastNs } = this.rows.reader;
    return { fromNs, binNs: (lastNs - fromNs) / bins, bins };
  }
}
