import { lowerBound } from '../base/bisect';
import type { EventTable } from '../events/EventTable';

/** The first event of a name and exactly this time; undefined: none is in the table. */
export function rowAtTime(
  { blocks, kinds }: EventTable,
  timeNs: number,
  event: string,
): number | undefined {
  for (let index = firstBlock(blocks, timeNs); index < blocks.length; index++) {
    const { firstRow, length, time, kind } = blocks[index]!;
    let at = lowerBound(time, timeNs, 0, length);
    for (; at < length && time[at] === timeNs; at++) {
      if (kinds[kind[at]!]!.name === event) return firstRow + at;
    }
    if (at < length) break;
  }
  return undefined;
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
