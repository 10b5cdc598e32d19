import { lowerBound } from '../base/bisect';
import type { EventTable } from '../events/EventTable';
import { firstBlockAt } from '../events/firstBlockAt';

/** The first event of a name and exactly this time; undefined: none is in the table. */
export function rowAtTime(
  { blocks, kinds }: EventTable,
  timeNs: number,
  event: string,
): number | undefined {
  for (let index = firstBlockAt(blocks, timeNs); index < blocks.length; index++) {
    const { firstRow, length, time, kind } = blocks[index]!;
    let at = lowerBound(time, timeNs, 0, length);
    for (; at < length && time[at] === timeNs; at++) {
      if (kinds[kind[at]!]!.name === event) return firstRow + at;
    }
    if (at < length) break;
  }
  return undefined;
}
