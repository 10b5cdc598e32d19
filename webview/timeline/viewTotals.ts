import { WHOLE_SHARE } from '../../src/protocol/timeline';
import type { BandColumns, CountColumns, LaneColumns } from '../../src/protocol/timeline';
import { mapColumns } from './mapColumns';
import { indexColumns } from './IndexedColumns';
import type { LaneAnswer } from './TimelinePicture';
import type { Viewport } from './viewport';

/** What a lane shows of a view, as numbers. */
export type ViewTotals =
  /** By category: share of the view's time. */
  | { readonly form: 'shares'; readonly byCategory: ReadonlyMap<number, number> }
  /** By category: how many. */
  | { readonly form: 'counts'; readonly byCategory: ReadonlyMap<number, number> }
  /** ns; undefined: not known anywhere in view. */
  | { readonly form: 'level'; readonly lowNs?: number; readonly highNs?: number };

/** The sum of what is drawn of a lane. */
export function viewTotals(viewport: Viewport, { columns, window }: LaneAnswer): ViewTotals {
  const column = mapColumns(viewport, window);
  if (columns.form === 'level') return levelTotals(columns, column);
  return {
    form: columns.form === 'band' ? 'shares' : 'counts',
    byCategory: columns.form === 'band' ? sharesOf(columns, column) : countsOf(columns, column),
  };
}

/** What is at one column of an answer: the same for a single pixel. */
export function columnTotals(columns: BandColumns | CountColumns, at: number): Map<number, number> {
  const column = Int32Array.of(at);
  return columns.form === 'band' ? sharesOf(columns, column) : countsOf(columns, column);
}

function sharesOf(columns: BandColumns, column: Int32Array): Map<number, number> {
  const whole = WHOLE_SHARE * column.length;
  return summed(columns, columns.share, column, (value) => value / whole);
}

function countsOf(columns: CountColumns, column: Int32Array): Map<number, number> {
  return summed(columns, columns.value, column, (value) => value);
}

function summed(
  columns: BandColumns | CountColumns,
  values: Uint16Array | Uint32Array,
  column: Int32Array,
  amount: (value: number) => number,
): Map<number, number> {
  const { start, length } = indexColumns(columns);
  const sums = new Map<number, number>();
  for (const at of column) {
    if (at < 0) continue;
    for (let entry = start[at]!; entry < start[at]! + length[at]!; entry++) {
      // A column of nothing has an entry of nothing.
      if (values[entry] === 0) continue;
      const category = columns.category[entry]!;
      sums.set(category, (sums.get(category) ?? 0) + amount(values[entry]!));
    }
  }
  return sums;
}

function levelTotals(
  { low, high }: Extract<LaneColumns, { form: 'level' }>,
  column: Int32Array,
): ViewTotals {
  let [lowNs, highNs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of column) {
    if (at < 0 || Number.isNaN(low[at]!)) continue;
    lowNs = Math.min(lowNs, low[at]!);
    highNs = Math.max(highNs, high[at]!);
  }
  return lowNs > highNs ? { form: 'level' } : { form: 'level', lowNs, highNs };
}
