import type { EventDetail, EventPage } from '../protocol/events';
import { MOST_COLUMNS } from '../protocol/timeline';
import type { MatchColumns, TimelineWindow } from '../protocol/timeline';
import type { EventAccess } from '../queries/EventAccess';
import { eventDetail, eventPage } from '../queries/eventRows';
import type { FilterContext } from '../queries/filter/FilterContext';
import { FilteredEvents } from '../queries/filter/FilteredEvents';
import { parseFilter } from '../queries/filter/parseFilter';
import { eventAccess, recordingNames } from './eventAccess';
import type { IdentityPasses } from './passes';
import type { OpenTrace } from './OpenTrace';

/** Filters whose counts are kept: the one on screen, and a few to go back to. */
const MOST_FILTERS = 4;
const MOST_PAGE_ROWS = 1000;
/** Rows matched between two chances to answer another question: some ms. */
const ROWS_A_STEP = 1 << 16;

/** Answers what the event table asks: windows of the matching events, and single events. */
export class EventQueries {
  private readonly filters = new Map<string, FilteredEvents>();
  private accessed: { access: EventAccess; blocks: number } | undefined;

  constructor(
    private readonly trace: OpenTrace,
    private readonly passes: IdentityPasses,
    private readonly breathe: () => Promise<void>,
  ) {}

  async page(filter: string, start: number, count: number): Promise<EventPage> {
    const events = await this.counted(filter);
    const from = Math.min(Math.max(0, Math.floor(start)), events.total);
    const rows = events.rowsAt(from, Math.min(Math.max(0, Math.floor(count)), MOST_PAGE_ROWS));
    return eventPage(this.access(), rows, { total: events.total, start: from });
  }

  async find(wanted: {
    readonly filter: string;
    readonly timeNs?: number;
    readonly row?: number;
  }): Promise<number> {
    const events = await this.counted(wanted.filter);
    if (wanted.row !== undefined) return events.positionOfRow(wanted.row);
    return events.positionOfTime(wanted.timeNs ?? 0);
  }

  /** How many matches fell into each column of a window, and how many there are. */
  async matches({
    filter,
    ...window
  }: TimelineWindow & { readonly filter: string }): Promise<MatchColumns> {
    const { fromNs, columnNs } = window;
    if (!(Number.isFinite(fromNs) && columnNs > 0 && Number.isFinite(columnNs))) {
      throw new Error('Columns begin at a time and have a length.');
    }
    const columns = Math.min(Math.max(0, Math.floor(window.columns)), MOST_COLUMNS);
    const events = await this.counted(filter);
    const steps = events.columnCounts({ fromNs, columnNs, columns }, ROWS_A_STEP);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await this.breathe();
    return { total: events.total, counts: step.value };
  }

  /** Matches are counted anew: while the trace was read, threads may have got another VM or vCPU. */
  forgetFilters(): void {
    this.filters.clear();
  }

  detail(row: number): EventDetail {
    const { length } = this.trace.table;
    if (!Number.isInteger(row) || row < 0 || row >= length) {
      throw new Error(`There is no event ${row}: the trace has ${length}.`);
    }
    return eventDetail(this.access(), row, this.trace.reader.t0 ?? 0n);
  }

  /** The filter's matches among all events loaded so far. */
  private async counted(filter: string): Promise<FilteredEvents> {
    const key = filter.trim();
    let events = this.filters.get(key);
    if (events === undefined) {
      events = new FilteredEvents(parseFilter(key), this.context());
      const oldest = this.filters.keys().next().value;
      if (this.filters.size >= MOST_FILTERS && oldest !== undefined) this.filters.delete(oldest);
      this.filters.set(key, events);
    }
    while (events.advance(ROWS_A_STEP)) await this.breathe();
    return events;
  }

  /** Names of VMs can change while the trace is read: looked up again when blocks were added. */
  access(): EventAccess {
    const { table } = this.trace;
    if (this.accessed?.blocks !== table.blocks.length) {
      const access = eventAccess(this.trace, this.passes);
      this.accessed = { access, blocks: table.blocks.length };
    }
    return this.accessed.access;
  }

  private context(): FilterContext {
    const { trace } = this;
    return {
      table: trace.table,
      recordingNames: recordingNames(trace),
      vcpuOf: (block, at) => this.access().vcpuOf(block, at),
      commOf: (block, at) => this.access().commOf(block, at),
      exitReasonName: (block, at) => this.access().exitReasonOf(block, at),
    };
  }
}
