import { WHOLE_SHARE } from '../../../src/protocol/timeline';
import type { BandColumns, CountColumns, TimelineWindow } from '../../../src/protocol/timeline';
import { mapColumns } from '../mapColumns';
import { indexColumns } from '../IndexedColumns';
import type { LaneAnswer } from '../TimelinePicture';

/** More columns are told apart on no page. */
const MOST_COLUMNS_OF_PICTURE = 2048;

/** Which columns of a view make one of a picture. */
export interface Grouping {
  /** Of the view in one of the picture. */
  readonly size: number;
  readonly count: number;
}

export function groupingOf({ columns }: TimelineWindow): Grouping {
  const size = Math.max(1, Math.ceil(columns / MOST_COLUMNS_OF_PICTURE));
  return { size, count: Math.ceil(columns / size) };
}

/**
 * How much of each category is in each column of a picture: `amounts[column * categories + category]`.
 * Of a band the share of the view's columns, whose sum is 1 at most; of marks how many.
 */
export function groupedAmounts(
  view: TimelineWindow,
  { window, columns }: LaneAnswer & { readonly columns: BandColumns | CountColumns },
  categories: number,
): Float64Array {
  const { size, count } = groupingOf(view);
  const column = mapColumns(view, window);
  const { start, length } = indexColumns(columns);
  const values = columns.form === 'band' ? columns.share : columns.value;
  const amounts = new Float64Array(count * categories);
  let last = -1;
  for (let x = 0; x < column.length; x++) {
    const at = column[x]!;
    // A preview that is drawn wider than it is has each mark once.
    if (at < 0 || (columns.form === 'counts' && at === last)) continue;
    last = at;
    const row = Math.floor(x / size) * categories;
    for (let entry = start[at]!; entry < start[at]! + length[at]!; entry++) {
      const category = columns.category[entry]!;
      if (category < categories) amounts[row + category]! += values[entry]!;
    }
  }
  if (columns.form === 'counts') return amounts;
  return amounts.map((amount, place) => {
    const first = Math.floor(place / categories) * size;
    return amount / WHOLE_SHARE / Math.min(size, view.columns - first);
  });
}
