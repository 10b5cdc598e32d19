import type { CsvRows } from '../../formats/csv/CsvRows';
import type { BlockColumns } from '../BlockColumns';
import type { EventCursor } from '../EventCursor';
import { SortedBatches } from '../SortedBatches';
import type { TableEvents } from './TableEvents';
import { ROW_PLACE_BYTES } from './TableStreams';

export interface TableCursorOptions {
  readonly rows: CsvRows;
  readonly events: TableEvents;
  /** Nothing after this time is wanted. */
  readonly toNs: number;
  /** What a row's cells are before anything else is made of them. */
  readonly prepared: (cells: readonly string[]) => readonly string[];
}

/** All events of a table, a stretch of rows at a time. */
export class TableCursor implements EventCursor {
  row = new Uint16Array(0);
  at = 0;
  filled = 0;
  seen = 0;
  private readonly sorted = new SortedBatches();
  private hasEnded = false;

  constructor(private readonly options: TableCursorOptions) {}

  get time(): Float64Array {
    return this.sorted.time;
  }

  get count(): number {
    return this.sorted.count;
  }

  get headNs(): number {
    return this.at < this.count ? this.time[this.at]! : this.sorted.endNs;
  }

  get endNs(): number {
    return this.options.events.endNs;
  }

  next(): boolean {
    if (this.hasEnded) return false;
    const { rows, events, toNs, prepared } = this.options;
    events.begin(this.sorted.begin());
    const hasRows = rows.next((cells, position, line) =>
      events.add(prepared(cells), position, line),
    );
    this.sorted.give();
    this.hasEnded = !hasRows || (events.seen > 0 && events.firstNs > toNs);
    this.seen = events.seen;
    this.at = 0;
    this.filled = 0;
    if (this.row.length < this.count) this.row = new Uint16Array(this.time.length);
    return true;
  }

  fill(columns: BlockColumns): void {
    for (let event = this.filled; event < this.at; event++) {
      this.sorted.fill(event, columns, this.row[event]!, ROW_PLACE_BYTES);
    }
    this.filled = this.at;
  }
}
