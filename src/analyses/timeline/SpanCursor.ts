import { NO_CATEGORY } from './CategoryColumn';
import type { SpanList } from './SpanList';

/** Walks forward over stretches, and tells how much time of each category it passed. */
export class SpanCursor {
  private block = 0;
  /** The stretch that it is in, or before, where that is the first. */
  private index = 0;
  private atNs: number;

  constructor(
    private readonly list: SpanList,
    fromNs: number,
  ) {
    this.atNs = Math.max(fromNs, list.fromNs);
    if (list.length > 0) this.seek(this.atNs);
  }

  /** Goes on to a time, and adds what it passes to `into`, ns by the local number of the category. */
  advance(toNs: number, into: Float64Array): void {
    const { list } = this;
    const { times, categories } = list;
    const endNs = toNs < list.toNs ? toNs : list.toNs;
    let { block, index, atNs } = this;
    if (!(endNs > atNs)) return;
    let nextBlock = times.firstOf(block + 1);
    let nextBase = block + 1 < times.blockCount ? times.baseOf(block + 1) : list.toNs;
    for (;;) {
      const stretchEndNs = index + 1 < nextBlock ? times.timeIn(block, index + 1) : nextBase;
      const local = categories.at(index);
      if (stretchEndNs > endNs || (stretchEndNs === endNs && endNs === list.toNs)) {
        if (local !== NO_CATEGORY) into[local]! += endNs - atNs;
        break;
      }
      if (local !== NO_CATEGORY) into[local]! += stretchEndNs - atNs;
      atNs = stretchEndNs;
      if (++index < nextBlock) continue;
      const target = times.blockAt(endNs, block + 1);
      for (let of = 0; of < categories.ids.length; of++) {
        into[of]! += categories.sumBefore(of, target) - categories.sumBefore(of, block + 1);
      }
      block = target;
      index = times.firstOf(block);
      atNs = times.baseOf(block);
      nextBlock = times.firstOf(block + 1);
      nextBase = block + 1 < times.blockCount ? times.baseOf(block + 1) : list.toNs;
    }
    this.block = block;
    this.index = index;
    this.atNs = endNs;
  }

  private seek(atNs: number): void {
    const { times } = this.list;
    this.block = times.blockAt(atNs);
    this.index = times.firstOf(this.block);
    const nextBlock = times.firstOf(this.block + 1);
    while (this.index + 1 < nextBlock && times.timeIn(this.block, this.index + 1) <= atNs) {
      this.index++;
    }
  }
}
