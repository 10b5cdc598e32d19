import { NO_CATEGORY } from '../../analyses/timeline/CategoryColumn';
import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import type { BandColumns, TimelineWindow } from '../../protocol/timeline';
import { ColumnEntries } from './ColumnEntries';
import type { LaneContent } from './Lane';
import { roundShares } from './roundShares';
import { slotsOf } from './slotsOf';

type Band = Extract<LaneContent, { readonly form: 'band' }>;

/** Which share of each column of a window each category of a band took. */
export function bandColumns(
  key: string,
  { spans, indexOf }: Pick<Band, 'spans' | 'indexOf'>,
  { fromNs, columnNs, columns }: TimelineWindow,
): BandColumns {
  const { indices, slotOf } = slotsOf(spans.categories.ids, indexOf);
  const passed = new Float64Array(NO_CATEGORY + 1);
  const ns = new Float64Array(indices.length);
  const shares = new Uint16Array(indices.length);
  const entries = new ColumnEntries(columns, new Uint16Array(columns), (of) => new Uint16Array(of));
  const cursor = new SpanCursor(spans, fromNs);
  let beginNs = fromNs;
  for (let column = 1; column <= columns; column++) {
    const endNs = fromNs + column * columnNs;
    cursor.advance(endNs, passed);
    ns.fill(0);
    for (let local = 0; local < slotOf.length; local++) {
      ns[slotOf[local]!]! += passed[local]!;
      passed[local] = 0;
    }
    roundShares(ns, endNs - beginNs, shares);
    beginNs = endNs;
    entries.beginColumn();
    let isEmpty = true;
    for (let slot = 0; slot < shares.length; slot++) {
      if (shares[slot] === 0) continue;
      entries.add(indices[slot]!, shares[slot]!);
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
