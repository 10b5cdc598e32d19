import { CategoryColumn, NO_CATEGORY } from './CategoryColumn';
import { TimeColumn } from './TimeColumn';

/** There is no stretch yet. */
const NOTHING = -1;

/** A stretch of time of one category. */
export interface Span {
  readonly fromNs: number;
  readonly toNs: number;
  readonly category: number;
}

/**
 * Stretches of time in order, each of one category, with gaps between them where nothing is told.
 * Per block of them the time of each category is summed up: what lies between any two times takes a
 * look-up and a walk over two blocks, however many stretches there are. About 6 bytes a stretch.
 */
export class SpanList {
  readonly times = new TimeColumn();
  readonly categories = new CategoryColumn();
  /** Where the last stretch ends. */
  toNs = -Infinity;
  /** Local number of the last stretch's category. */
  private lastLocal = NOTHING;

  /** Number of stretches and of gaps between them. */
  get length(): number {
    return this.times.length;
  }

  /** Where the first stretch begins; Infinity: there is none. */
  get fromNs(): number {
    return this.length === 0 ? Infinity : this.times.timeAt(0);
  }

  /**
   * Adds a stretch at the end; what of it lies before that is left out. `goesOn`: one that follows a
   * stretch of its category makes that longer. Tells whether an entry more was made for it.
   */
  push(category: number, fromNs: number, toNs: number, goesOn = true): boolean {
    const beginNs = fromNs > this.toNs ? fromNs : this.toNs;
    if (!(toNs > beginNs)) return false;
    const { categories } = this;
    if (beginNs > this.toNs && this.lastLocal !== NOTHING) this.begin(NO_CATEGORY, this.toNs);
    const local = categories.localOf(category);
    const isNew = local !== this.lastLocal || !goesOn;
    if (isNew) this.begin(local, beginNs);
    categories.totals[local]! += toNs - beginNs;
    this.toNs = toNs;
    return isNew;
  }

  startOf(index: number): number {
    return this.times.timeAt(index);
  }

  endOf(index: number): number {
    return index + 1 < this.length ? this.times.timeAt(index + 1) : this.toNs;
  }

  /** undefined: a gap. */
  categoryOf(index: number): number | undefined {
    return this.categories.ids[this.categories.at(index)];
  }

  /** The stretch or gap that holds a time; -1: none does. */
  indexAt(timeNs: number): number {
    return timeNs < this.toNs ? this.times.countBefore(timeNs + 1) - 1 : -1;
  }

  /** The stretch that holds a time; undefined: none does. */
  at(timeNs: number): Span | undefined {
    // Times are whole: one between two of them is in what the lower one is in.
    const index = this.indexAt(Math.floor(timeNs));
    return index < 0 ? undefined : this.spanOf(index);
  }

  spanOf(index: number): Span | undefined {
    const category = this.categoryOf(index);
    if (category === undefined) return undefined;
    return { fromNs: this.startOf(index), toNs: this.endOf(index), category };
  }

  /** Time of a category in all. */
  totalOf(category: number): number {
    const local = this.categories.ids.indexOf(category);
    return local < 0 ? 0 : this.categories.totals[local]!;
  }

  trim(): void {
    this.times.trim();
    this.categories.trim();
  }

  get bytes(): number {
    return this.times.bytes + this.categories.bytes;
  }

  private begin(local: number, atNs: number): void {
    if (this.times.push(atNs)) this.categories.beginBlock();
    this.categories.push(local);
    this.lastLocal = local;
  }
}
