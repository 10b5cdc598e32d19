import { NO_CATEGORY } from '../../analyses/timeline/CategoryColumn';
import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import type { BandColumns, TimelineWindow } from '../../protocol/timeline';
import { ColumnEntries } from './ColumnEntries';
import type { LaneContent } from './Lane';
import { LocalCategories } from './LocalCategories';
import { roundShares } from './roundShares';

/** Of a column: less is what the rounding of doubles leaves of stretches that are cut. */
const LEAST_SHARE = 1e-6;

type Band = Extract<LaneContent, { readonly form: 'band' }>;

/** Which share of each column of a window each category of a band took. */
export function bandColumns(
  key: string,
  { spans, indexOf }: Pick<Band, 'spans' | 'indexOf'>,
  { fromNs, columnNs, columns }: TimelineWindow,
): BandColumns {
  const took = new LocalCategories(spans.categories.ids, indexOf);
  const passed = new Float64Array(NO_CATEGORY + 1);
  const shares = new Uint16Array(spans.categories.ids.length);
  const entries = new ColumnEntries(columns, new Uint16Array(columns), (of) => new Uint16Array(of));
  const cursor = new SpanCursor(spans, fromNs);
  let beginNs = fromNs;
  for (let column = 1; column <= columns; column++) {
    const endNs = fromNs + column * columnNs;
    const widthNs = endNs - beginNs;
    cursor.advance(endNs, passed);
    took.take(passed, widthNs * LEAST_SHARE);
    roundShares(took.amount, took.count, widthNs, shares);
    beginNs = endNs;
    entries.beginColumn();
    let isEmpty = true;
    for (let at = 0; at < took.count; at++) {
      if (shares[at] === 0) continue;
      entries.add(took.category[at]!, shares[at]!);
      isEmpty = false;
    }
    // No entry at all would say that it is as the column before.
    if (isEmpty) entries.add(0, 0);
    entries.joinEqual();
  }
  return {
    form: 'band',
    key,
    counts: entries.counts,
    category: entries.categories,
    share: entries.numbers,
  };
}
