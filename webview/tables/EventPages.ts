import { messageOf } from '../../src/base/messageOf';
import type { EventPage } from '../../src/protocol/events';
import { PageCache } from './PageCache';
import { pagesToShow, rowsOfPage, rowsPerPage } from './pageWindows';

/** Where a row's cells are: an index into the columns of a page. */
export interface RowPlace {
  readonly page: EventPage;
  readonly index: number;
}

export interface EventPagesOptions {
  readonly ask: (start: number, count: number) => Promise<EventPage>;
  readonly arrived: () => void;
  readonly failed: (message: string) => void;
}

// Two windows may meet in the viewport; more under way would only be late when the user scrolls on.
const maxRequestsUnderWay = 2;

/** The events one filter lets through, fetched page by page around what is on screen. */
export class EventPages {
  private readonly cache = new PageCache<EventPage>(20);
  private readonly underWay = new Set<number>();
  private readonly failedPages = new Set<number>();
  private wanted = { first: 0, end: rowsPerPage };
  private isClosed = false;
  private matchCount: number | undefined;

  constructor(private readonly options: EventPagesOptions) {}

  /** Events that match; undefined until the first answer. */
  get total(): number | undefined {
    return this.matchCount;
  }

  place(position: number): RowPlace | undefined {
    const page = this.cache.get(Math.floor(position / rowsPerPage));
    if (page === undefined) return undefined;
    const index = position - page.start;
    return index >= 0 && index < page.row.length ? { page, index } : undefined;
  }

  /** Fetches what rows `first` up to `end` need and is not here; what was wanted before is forgotten. */
  want(first: number, end: number): void {
    this.wanted = { first, end };
    // An empty answer may be outdated while the trace grows: its page can still be asked for.
    const rowCount = Math.max(1, this.matchCount ?? end);
    for (const page of pagesToShow(first, end, rowCount)) {
      if (this.underWay.size >= maxRequestsUnderWay) return;
      if (this.cache.isFresh(page) || this.underWay.has(page) || this.failedPages.has(page)) {
        continue;
      }
      void this.fetch(page);
    }
  }

  /** The trace has grown: what is shown is asked for again, and replaced when the answer is here. */
  refresh(): void {
    this.cache.markAllStale();
    this.failedPages.clear();
    const { first, end } = this.wanted;
    this.want(first, Math.max(end, first + 1));
  }

  /** Answers that are still to come are dropped. */
  close(): void {
    this.isClosed = true;
  }

  private async fetch(pageIndex: number): Promise<void> {
    this.underWay.add(pageIndex);
    const { start, count } = rowsOfPage(pageIndex);
    try {
      const page = await this.options.ask(start, count);
      if (this.isClosed) return;
      this.cache.put(pageIndex, page);
      this.matchCount = page.total;
      this.underWay.delete(pageIndex);
      this.options.arrived();
    } catch (error) {
      if (this.isClosed) return;
      this.underWay.delete(pageIndex);
      this.failedPages.add(pageIndex);
      this.options.failed(messageOf(error));
    }
    this.want(this.wanted.first, this.wanted.end);
  }
}
