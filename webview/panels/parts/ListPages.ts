/** A part of a list: `rows` begin at the position that was asked for. */
export interface ListPage<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface ListPagesOptions<Row, Wanted> {
  /** Rows that one asking for more adds. */
  readonly pageRows: number;
  /** Rows that one answer holds at most. */
  readonly mostRows: number;
  /** Answered by `answered`. */
  readonly ask: (wanted: Wanted, start: number, count: number) => void;
  /** All the rows that are wanted are there. */
  readonly arrived: (rows: readonly Row[], total: number) => void;
}

/** The first rows of a list, as many as somebody asked to see, in the list's order. */
export class ListPages<Row, Wanted> {
  private rows: readonly Row[] = [];
  private wanted: Wanted | undefined;
  private wantedRows: number;
  private fetched: Row[] = [];

  constructor(private readonly options: ListPagesOptions<Row, Wanted>) {
    this.wantedRows = options.pageRows;
  }

  /** null: nothing can be told yet. */
  answered(page: ListPage<Row> | null, start: number): void {
    if (page === null || start !== this.fetched.length) return;
    this.fetched.push(...page.rows);
    if (page.rows.length > 0 && this.fetched.length < Math.min(this.wantedRows, page.total)) {
      this.ask();
      return;
    }
    this.rows = this.fetched;
    this.options.arrived(this.rows, page.total);
  }

  /** Asks anew, for as many rows as before where the list is the same; tells whether it is. */
  show(wanted: Wanted): boolean {
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
    const count = Math.min(this.wantedRows - start, this.options.mostRows);
    this.options.ask(this.wanted, start, count);
  }
}
