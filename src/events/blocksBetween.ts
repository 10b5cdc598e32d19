import { lowerBound } from '../base/bisect';
import { blockPart } from './blockPart';
import type { EventBlock } from './EventTable';
import { firstBlockAt } from './firstBlockAt';

/** The events from `fromNs` on and before `toNs`, in blocks that share the given ones' columns. */
export function* blocksBetween(
  blocks: readonly EventBlock[],
  fromNs: number,
  toNs: number,
): Generator<EventBlock> {
  for (let index = firstBlockAt(blocks, fromNs); index < blocks.length; index++) {
    const block = blocks[index]!;
    const from = lowerBound(block.time, fromNs, 0, block.length);
    const to = lowerBound(block.time, toNs, 0, block.length);
    if (to > from) yield blockPart(block, from, to);
    if (to < block.length) return;
  }
}
