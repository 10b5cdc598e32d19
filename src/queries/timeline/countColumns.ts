import { NO_CATEGORY } from '../../analyses/timeline/CategoryColumn';
import { MarkCursor } from '../../analyses/timeline/MarkCursor';
import type { CountColumns, TimelineWindow } from '../../protocol/timeline';
import { ColumnEntries } from './ColumnEntries';
import type { LaneContent } from './Lane';
import { slotsOf } from './slotsOf';

type Counts = Extract<LaneContent, { readonly form: 'counts' }>;

/** How many marks of each category fell into each column of a window. */
export function countColumns(
  key: string,
  { marks, indexOf }: Pick<Counts, 'marks' | 'indexOf'>,
  { fromNs, columnNs, columns }: TimelineWindow,
): CountColumns {
  const { indices, slotOf } = slotsOf(marks.categories.ids, indexOf);
  const passed = new Float64Array(NO_CATEGORY + 1);
  const counts = new Float64Array(indices.length);
  const entries = new ColumnEntries(columns, new Uint32Array(columns), (of) => new Uint32Array(of));
  const cursor = new MarkCursor(marks, fromNs);
  for (let column = 1; column <= columns; column++) {
    cursor.advance(fromNs + column * columnNs, passed);
    counts.fill(0);
    for (let local = 0; local < slotOf.length; local++) {
      counts[slotOf[local]!]! += passed[local]!;
      passed[local] = 0;
    }
    entries.beginColumn();
    for (let slot = 0; slot < counts.length; slot++) {
      if (counts[slot]! > 0) entries.add(indices[slot]!, counts[slot]!);
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
