import { MOST_CATEGORIES } from '../../analyses/timeline/CategoryColumn';
import { MarkCursor } from '../../analyses/timeline/MarkCursor';
import type { CountColumns, TimelineWindow } from '../../protocol/timeline';
import { ColumnEntries } from './ColumnEntries';
import type { LaneContent } from './Lane';
import { LocalCategories } from './LocalCategories';

type Counts = Extract<LaneContent, { readonly form: 'counts' }>;

/** How many marks of each category fell into each column of a window. */
export function countColumns(
  key: string,
  { marks, indexOf }: Pick<Counts, 'marks' | 'indexOf'>,
  { fromNs, columnNs, columns }: TimelineWindow,
): CountColumns {
  const counted = new LocalCategories(marks.categories.ids, indexOf);
  const passed = new Float64Array(MOST_CATEGORIES);
  const entries = new ColumnEntries(columns, new Uint32Array(columns), (of) => new Uint32Array(of));
  const cursor = new MarkCursor(marks, fromNs);
  for (let column = 1; column <= columns; column++) {
    cursor.advance(fromNs + column * columnNs, passed);
    counted.take(passed, 0);
    entries.beginColumn();
    for (let at = 0; at < counted.count; at++) {
      entries.add(counted.category[at]!, counted.amount[at]!);
    }
  }
  return {
    form: 'counts',
    key,
    counts: entries.counts,
    category: entries.categories,
    value: entries.numbers,
  };
}
