import { NO_CATEGORY } from './CategoryColumn';
import type { SpanList } from './SpanList';

/** Walks forward over stretches, and tells how much time of each category it passed. */
export class SpanCursor {
  private block = 0;
  /** The stretch that it is in, or before, where that is the first. */
  private index = 0;
  private atNs: number;
  /** What it passed of its block, by local number: the rest of a block follows from this. */
  private readonly ofBlock = new Float64Array(NO_CATEGORY + 1);

  constructor(
    private readonly list: SpanList,
    fromNs: number,
  ) {
    this.atNs = Math.max(fromNs, list.fromNs);
    if (list.length === 0) return;
    this.block = list.times.blockAt(this.atNs);
    this.index = list.times.firstOf(this.block);
    const ignored = new Float64Array(NO_CATEGORY + 1);
    this.walk(list.times.baseOf(this.block), Math.min(this.atNs, list.toNs), ignored);
  }

  /** Goes on to a time, and adds what it passes to `into`, ns by the local number of the category. */
  advance(toNs: number, into: Float64Array): void {
    const { list, ofBlock, block } = this;
    const { times, categories } = list;
    const endNs = toNs < list.toNs ? toNs : list.toNs;
    if (!(endNs > this.atNs)) return;
    if (block + 1 < times.blockCount && times.baseOf(block + 1) <= endNs) {
      const target = times.blockAt(endNs, block + 1);
      for (let of = categories.ids.length - 1; of >= 0; of--) {
        into[of]! +=
          categories.sumBefore(of, target) - categories.sumBefore(of, block) - ofBlock[of]!;
        ofBlock[of] = 0;
      }
      this.block = target;
      this.index = times.firstOf(target);
      this.atNs = times.baseOf(target);
    }
    this.walk(this.atNs, endNs, into);
    this.atNs = endNs;
  }

  /** Over stretches of its block. */
  private walk(fromNs: number, endNs: number, into: Float64Array): void {
    const { list, ofBlock, block } = this;
    const { times, categories } = list;
    const last = times.firstOf(block + 1) - 1;
    let { index } = this;
    let atNs = fromNs;
    while (index < last) {
      const stretchEndNs = times.timeIn(block, index + 1);
      if (stretchEndNs > endNs) break;
      const local = categories.at(index);
      into[local]! += stretchEndNs - atNs;
      ofBlock[local]! += stretchEndNs - atNs;
      atNs = stretchEndNs;
      index++;
    }
    const local = categories.at(index);
    into[local]! += endNs - atNs;
    ofBlock[local]! += endNs - atNs;
    this.index = index;
  }
}
