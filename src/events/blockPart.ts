import type { EventBlock } from './EventTable';

/** The rows `[from, to)` of a block, as a block of its own that shares its columns. */
export function blockPart(block: EventBlock, from: number, to: number): EventBlock {
  if (from === 0 && to === block.length) return block;
  return {
    ...block,
    firstRow: block.firstRow + from,
    length: to - from,
    time: block.time.subarray(from, to),
    kind: block.kind.subarray(from, to),
    stream: block.stream.subarray(from, to),
    tid: block.tid.subarray(from, to),
    flags: block.flags.subarray(from, to),
    detail: block.detail.subarray(from, to),
    place: block.place.subarray(from, to),
  };
}
