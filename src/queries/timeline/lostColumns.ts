import { NO_CATEGORY } from '../../analyses/timeline/CategoryColumn';
import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import { SpanList } from '../../analyses/timeline/SpanList';
import type { Loss } from '../../events/LossIndex';
import type { TimelineWindow } from '../../protocol/timeline';

const WHOLE = 255;
const LOST = 0;

/** Where events of any host CPU were lost, as stretches. `toNs`: where what was read ends. */
export function lostSpans(lost: readonly Loss[], toNs: number): SpanList {
  const spans = new SpanList();
  for (const loss of [...lost].sort((a, b) => a.fromNs - b.fromNs)) {
    // One that took no time by the clock is one, too.
    spans.push(LOST, loss.fromNs, Math.max(Math.min(loss.toNs, toNs), loss.fromNs + 1));
  }
  return spans;
}

/** Share of each column of a window in which events were lost, of 255. */
export function lostColumns(
  spans: SpanList,
  { fromNs, columnNs, columns }: TimelineWindow,
): Uint8Array {
  const shares = new Uint8Array(columns);
  if (spans.length === 0) return shares;
  const cursor = new SpanCursor(spans, fromNs);
  const passed = new Float64Array(NO_CATEGORY + 1);
  for (let column = 0; column < columns; column++) {
    cursor.advance(fromNs + (column + 1) * columnNs, passed);
    const share = Math.round((passed[LOST]! / columnNs) * WHOLE);
    if (passed[LOST]! > 0) shares[column] = Math.min(Math.max(share, 1), WHOLE);
    passed[LOST] = 0;
  }
  return shares;
}
