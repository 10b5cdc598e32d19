import { CategoryColumn } from './CategoryColumn';
import { TimeColumn } from './TimeColumn';

/**
 * Points in time in order, each of one category. Per block of them the marks of each category are
 * counted: how many lie between any two times takes a look-up and a walk over two blocks. About 6
 * bytes a mark.
 */
export class MarkList {
  readonly times = new TimeColumn();
  readonly categories = new CategoryColumn();

  get length(): number {
    return this.times.length;
  }

  /** A time before the latest counts as that one. */
  push(category: number, timeNs: number): void {
    const { times, categories } = this;
    if (times.push(timeNs)) categories.beginBlock();
    const local = categories.localOf(category);
    categories.push(local);
    categories.totals[local]!++;
  }

  timeOf(index: number): number {
    return this.times.timeAt(index);
  }

  categoryOf(index: number): number {
    return this.categories.ids[this.categories.at(index)]!;
  }

  /** How many marks are before a time. */
  countBefore(timeNs: number): number {
    return this.times.countBefore(timeNs);
  }

  trim(): void {
    this.times.trim();
    this.categories.trim();
  }

  get bytes(): number {
    return this.times.bytes + this.categories.bytes;
  }
}
