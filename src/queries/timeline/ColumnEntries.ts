import { grown } from '../../base/grown';

/** Entries of a lane's columns while they are put together: a category and a number each. */
export class ColumnEntries<Values extends Uint16Array | Uint32Array> {
  readonly counts: Uint8Array;
  private category: Uint8Array;
  private length = 0;
  private column = -1;
  /** Where the entries of the column before begin, and those of this one. */
  private before = 0;
  private begin = 0;

  constructor(
    columns: number,
    private values: Values,
    private readonly larger: (length: number) => Values,
  ) {
    this.counts = new Uint8Array(columns);
    this.category = new Uint8Array(values.length);
  }

  /** The entries that follow are of the next column. */
  beginColumn(): void {
    this.column++;
    if (this.length > this.begin) this.before = this.begin;
    this.begin = this.length;
  }

  add(category: number, value: number): void {
    if (this.length === this.category.length) {
      this.category = grown(this.category, new Uint8Array(this.length * 2));
      this.values = grown(this.values, this.larger(this.length * 2));
    }
    this.category[this.length] = category;
    this.values[this.length++] = value;
    this.counts[this.column]!++;
  }

  /** Takes the column's entries back where the latest column that has any has the same. */
  joinEqual(): void {
    const { begin, before, length, category, values } = this;
    if (begin - before !== length - begin) return;
    for (let at = begin; at < length; at++) {
      const other = before + at - begin;
      if (category[at] !== category[other] || values[at] !== values[other]) return;
    }
    this.length = begin;
    this.begin = before;
    this.counts[this.column] = 0;
  }

  get categories(): Uint8Array {
    return this.category.slice(0, this.length);
  }

  get numbers(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}
