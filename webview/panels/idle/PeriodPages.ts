import { MOST_PAGE_PERIODS } from '../../../src/protocol/idle';
import type { IdlePeriodRow, PeriodOrder, PeriodSelection } from '../../../src/protocol/idle';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';

export interface WantedPeriods {
  readonly selection: PeriodSelection;
  readonly order: PeriodOrder;
}

export interface PeriodPagesOptions {
  readonly host: Host;
  /** Rows that one asking for more adds. */
  readonly pageRows: number;
  /** All the rows that are wanted are there. */
  readonly arrived: () => void;
  readonly failed: (message: string) => void;
}

/** The first rows of a list of idle periods, as many as somebody asked to see. */
export class PeriodPages {
  /** In the list's order. */
  rows: readonly IdlePeriodRow[] = [];
  /** Periods in the whole list. */
  total = 0;
  private wanted: WantedPeriods | undefined;
  private wantedRows: number;
  private fetched: IdlePeriodRow[] = [];
  private readonly call: LatestCall<'idlePeriods'>;

  constructor(private readonly options: PeriodPagesOptions) {
    this.wantedRows = options.pageRows;
    this.call = new LatestCall({
      host: options.host,
      method: 'idlePeriods',
      answered: (page, { start }) => {
        if (page === null || start !== this.fetched.length) return;
        this.fetched.push(...page.rows);
        this.total = page.total;
        if (page.rows.length > 0 && this.fetched.length < Math.min(this.wantedRows, page.total)) {
          this.ask();
          return;
        }
        this.rows = this.fetched;
        options.arrived();
      },
      failed: options.failed,
    });
  }

  /** Asks anew, for as many rows as before where the list is the same; tells whether it is. */
  show(wanted: WantedPeriods): boolean {
    const isSame = JSON.stringify(this.wanted) === JSON.stringify(wanted);
    if (!isSame) this.wantedRows = this.options.pageRows;
    this.wanted = wanted;
    this.fetched = [];
    this.ask();
    return isSame;
  }

  showMore(): void {
    this.wantedRows = this.rows.length + this.options.pageRows;
    this.fetched = [...this.rows];
    this.ask();
  }

  private ask(): void {
    if (this.wanted === undefined) return;
    const start = this.fetched.length;
    const count = Math.min(this.wantedRows - start, MOST_PAGE_PERIODS);
    this.call.ask({ ...this.wanted, start, count });
  }
}
