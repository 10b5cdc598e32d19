import type { MarkList } from './MarkList';

/** Walks forward over marks, and tells how many of each category it passed. */
export class MarkCursor {
  private index: number;
  private block: number;

  constructor(
    private readonly list: MarkList,
    fromNs: number,
  ) {
    this.index = list.countBefore(fromNs);
    this.block = list.times.blockOf(this.index);
  }

  /** Goes on to a time, and counts the marks before it in `into`, by the local number of the category. */
  advance(toNs: number, into: Float64Array): void {
    const { times, categories } = this.list;
    let { index, block } = this;
    while (block < times.blockCount) {
      const nextBlock = times.firstOf(block + 1);
      while (index < nextBlock && times.timeIn(block, index) < toNs)
        into[categories.at(index++)]!++;
      if (index < nextBlock) break;
      block++;
      if (block >= times.blockCount || times.baseOf(block) >= toNs) break;
      // Times are whole: the last block that begins before this one.
      const target = times.blockAt(Math.ceil(toNs) - 1, block);
      for (let of = 0; of < categories.ids.length; of++) {
        into[of]! += categories.sumBefore(of, target) - categories.sumBefore(of, block);
      }
      block = target;
      index = times.firstOf(block);
    }
    this.index = index;
    this.block = block;
  }
}
