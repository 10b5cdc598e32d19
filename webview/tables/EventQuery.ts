import { messageOf } from '../../src/base/messageOf';
import type { Host } from '../host';
import { EventPages } from './EventPages';

/** Where to start in the events of a filter. */
export type QueryStart =
  | { readonly kind: 'position'; readonly topPosition: number }
  /** At an event of the whole trace, or the first match after it. */
  | { readonly kind: 'row'; readonly row: number };

export interface OpenedQuery {
  readonly pages: EventPages;
  readonly filter: string;
  readonly topPosition: number;
  /** Position of the row to start at, where one was given. */
  readonly position: number | undefined;
}

export interface EventQueryOptions {
  readonly host: Host;
  /** The first page of a new filter is here. */
  readonly opened: (query: OpenedQuery) => void;
  /** A page of the shown filter has arrived. */
  readonly arrived: () => void;
  /** The filter has a mistake, or the other side a problem. */
  readonly failed: (message: string) => void;
}

/** Rows asked for before the table has said how many it shows. */
const firstRows = 50;
/** Rows kept above the one a query starts at, for what led to it. */
const contextRows = 8;

/**
 * Keeps the events of the last good filter on screen until the first answer for the next one is
 * here. A filter given while another is still being answered waits, and replaces any that waited:
 * each may mean a pass over all events, and only the last one counts.
 */
export class EventQuery {
  private shown: OpenedQuery | undefined;
  private opening: OpenedQuery | undefined;
  private waiting: { readonly filter: string; readonly start: QueryStart } | undefined;

  constructor(private readonly options: EventQueryOptions) {}

  /** The filter whose events are on screen. */
  get shownFilter(): string | undefined {
    return this.shown?.filter;
  }

  /** How many events it lets through. */
  get total(): number | undefined {
    return this.shown?.pages.total;
  }

  get isOpening(): boolean {
    return this.opening !== undefined;
  }

  open(filter: string, start: QueryStart): void {
    if (this.opening === undefined) void this.ask(filter, start);
    else this.waiting = { filter, start };
  }

  /** The trace has grown. */
  refresh(): void {
    this.shown?.pages.refresh();
  }

  close(): void {
    this.shown?.pages.close();
    this.opening?.pages.close();
    this.shown = undefined;
    this.opening = undefined;
    this.waiting = undefined;
  }

  private async ask(filter: string, start: QueryStart): Promise<void> {
    const { host } = this.options;
    const pages: EventPages = new EventPages({
      ask: (from, count) => host.call('eventPage', { filter, start: from, count }),
      arrived: () => {
        this.arrived(pages);
      },
      failed: (message) => {
        this.failed(pages, message);
      },
    });
    this.opening = { pages, filter, topPosition: 0, position: undefined };
    try {
      const position = start.kind === 'row' ? await this.find(filter, start.row) : undefined;
      if (!this.isOpeningWith(pages)) return;
      const topPosition = startOf(start, position);
      this.opening = { pages, filter, topPosition, position };
      pages.want(Math.floor(topPosition), Math.floor(topPosition) + firstRows);
    } catch (error) {
      this.failed(pages, messageOf(error));
    }
  }

  private isOpeningWith(pages: EventPages): boolean {
    return this.opening?.pages === pages;
  }

  private async find(filter: string, row: number): Promise<number> {
    const { position } = await this.options.host.call('findEvent', { filter, row });
    return position;
  }

  private arrived(pages: EventPages): void {
    const { opening, shown } = this;
    if (opening?.pages === pages) {
      this.opening = undefined;
      if (this.giveWay(pages)) return;
      shown?.pages.close();
      this.shown = opening;
      this.options.opened(opening);
    } else if (shown?.pages === pages) this.options.arrived();
  }

  private failed(pages: EventPages, message: string): void {
    if (this.isOpeningWith(pages)) {
      this.opening = undefined;
      if (this.giveWay(pages)) return;
      pages.close();
      this.options.failed(message);
    } else if (this.shown?.pages === pages) this.options.failed(message);
  }

  /** Goes on to the filter that waits, if one does. */
  private giveWay(pages: EventPages): boolean {
    const { waiting } = this;
    if (waiting === undefined) return false;
    this.waiting = undefined;
    pages.close();
    void this.ask(waiting.filter, waiting.start);
    return true;
  }
}

function startOf(start: QueryStart, position: number | undefined): number {
  if (start.kind === 'position') return start.topPosition;
  return Math.max(0, (position ?? 0) - contextRows);
}
