import type { EventBlock } from './EventTable';

/** Index of the first block that does not end before a time; how many there are when all do. */
export function firstBlockAt(blocks: readonly EventBlock[], timeNs: number): number {
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
