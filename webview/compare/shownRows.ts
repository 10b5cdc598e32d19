import type { ComparedRow } from '../../src/protocol/comparePage';
import { rowSubject, type RowSubject } from '../../src/protocol/rowSubject';

/** Which rows of the table are wanted. */
export interface WantedRows {
  /** Words that a row must hold, whatever their case. */
  readonly filter: string;
  readonly isOnlyDifferences: boolean;
}

export interface RowGroup {
  readonly title: string;
  readonly rows: readonly ComparedRow[];
}

/** How the kinds of rows are called. */
const familyTitles: Readonly<Record<RowSubject['family'], string>> = {
  exits: 'Exits',
  state: 'Time in states',
  idle: 'Idle periods',
  poll_window: 'Poll windows',
  wakes: 'What ends idle periods',
  wakeup: 'Wakeup latency',
  idle_length: 'Length of idle periods',
  faults: 'Page faults',
  page: 'Contested pages',
  hot: 'Guest code',
};

/** The rows that are wanted, in their order. */
export function shownRows(
  rows: readonly ComparedRow[],
  { filter, isOnlyDifferences }: WantedRows,
): readonly ComparedRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (isOnlyDifferences && !row.significant) return false;
    const text = `${row.id} ${row.what} ${row.doubts.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** By kind, that of the most important row first. */
export function groupRows(rows: readonly ComparedRow[]): readonly RowGroup[] {
  const groups = new Map<string, ComparedRow[]>();
  for (const row of rows) {
    const title = familyTitles[rowSubject(row).family];
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [row]);
    else group.push(row);
  }
  return [...groups].map(([title, group]) => ({ title, rows: group }));
}
