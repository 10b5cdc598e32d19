import { MOST_CATEGORIES } from './CategoryColumn';
import type { MarkList } from './MarkList';

/** Walks forward over marks, and tells how many of each category it passed. */
export class MarkCursor {
  private block: number;
  private index: number;
  /** What it passed of its block, by local number: the rest of a block follows from this. */
  private readonly ofBlock = new Float64Array(MOST_CATEGORIES);

  constructor(
    private readonly list: MarkList,
    fromNs: number,
  ) {
    const { times, categories } = list;
    const index = list.countBefore(fromNs);
    this.block = times.blockOf(index);
    for (let at = times.firstOf(Math.max(0, this.block)); at < index; at++) {
      this.ofBlock[categories.at(at)]!++;
    }
    this.index = index;
  }

  /** Goes on to a time, and counts the marks before it in `into`, by the local number of the category. */
  advance(toNs: number, into: Float64Array): void {
    const { list, ofBlock, block } = this;
    const { times, categories } = list;
    if (block + 1 < times.blockCount && times.baseOf(block + 1) < toNs) {
      // Times are whole: the last block that begins before this one.
      const target = times.blockAt(Math.ceil(toNs) - 1, block + 1);
      for (let of = categories.ids.length - 1; of >= 0; of--) {
        into[of]! +=
          categories.sumBefore(of, target) - categories.sumBefore(of, block) - ofBlock[of]!;
        ofBlock[of] = 0;
      }
      this.block = target;
      this.index = times.firstOf(target);
    }
    const end = times.firstOf(this.block + 1);
    let { index } = this;
    while (index < end && times.timeIn(this.block, index) < toNs) {
      const local = categories.at(index++);
      into[local]!++;
      ofBlock[local]!++;
    }
    this.index = index;
  }
}
