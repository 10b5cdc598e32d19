import { lowerBound } from '../base/bisect';
import type { EventTable } from '../events/EventTable';

/**
 * The event of exactly this time: of several, the first by the order of `names`, then by row.
 * Undefined: none is in the table.
 */
export function rowAtTime(
  { blocks, kinds }: EventTable,
  timeNs: number,
  names: readonly string[],
): { readonly row: number; readonly event: string } | undefined {
  let best: { readonly row: number; readonly event: string } | undefined;
  let bestRank = Infinity;
  for (let index = firstBlock(blocks, timeNs); index < blocks.length; index++) {
    const { firstRow, length, time, kind } = blocks[index]!;
    let at = lowerBound(time, timeNs, 0, length);
    for (; at < length && time[at] === timeNs; at++) {
      const { name } = kinds[kind[at]!]!;
      const place = names.indexOf(name);
      const rank = place < 0 ? names.length : place;
      if (rank >= bestRank) continue;
      best = { row: firstRow + at, event: name };
      bestRank = rank;
    }
    if (at < length) break;
  }
  return best;
}

/** Index of the first block that does not end before a time. */
function firstBlock(blocks: EventTable['blocks'], timeNs: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { time, length } = blocks[middle]!;
    if (time[length - 1]! < timeNs) low = middle + 1;
    else high = middle;
  }
  return low;
}
