import type { CsvRows } from '../../formats/csv/CsvRows';
import type { PackedBatch } from '../PackedBatch';
import type { ReadStretch, Stretches } from '../SortedCursor';
import type { TableEvents } from './TableEvents';

export interface TableStretchesOptions {
  readonly rows: CsvRows;
  readonly events: TableEvents;
  /** Nothing after this time is wanted. */
  readonly toNs: number;
  /** What a row's cells are before anything else is made of them. */
  readonly prepared: (cells: readonly string[]) => readonly string[];
}

/** The rows of a table, as many as are read at once. */
export class TableStretches implements Stretches {
  constructor(private readonly options: TableStretchesOptions) {}

  get endNs(): number {
    return this.options.events.endNs;
  }

  read(into: PackedBatch): ReadStretch {
    const { rows, events, toNs, prepared } = this.options;
    events.begin(into);
    const hasRows = rows.next((cells, position, line) =>
      events.add(prepared(cells), position, line),
    );
    const { seen, firstNs } = events;
    return { seen, isLast: !hasRows || (seen > 0 && firstNs > toNs) };
  }
}
