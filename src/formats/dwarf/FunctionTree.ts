import { grown } from '../../base/grown';

const FIRST_FUNCTIONS = 64;
/** Row of a function that stands in no other. */
export const NO_PARENT = -1;

/** Where an inlined function was called from. 0: not recorded. */
export interface CallSite {
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

/** The functions of one unit that have code, and those inlined into them: a row each. */
export class FunctionTree {
  length = 0;
  rangeCount = 0;
  /** Offset of the entry in `.debug_info`. */
  private entries = new Float64Array(FIRST_FUNCTIONS);
  /** The row that this one is inlined into, or `NO_PARENT`. */
  private parents = new Int32Array(FIRST_FUNCTIONS);
  private depths = new Uint32Array(FIRST_FUNCTIONS);
  private calls = new Uint32Array(FIRST_FUNCTIONS * 3);
  private lows = new Float64Array(FIRST_FUNCTIONS);
  private highs = new Float64Array(FIRST_FUNCTIONS);
  private rangeRows = new Uint32Array(FIRST_FUNCTIONS);

  get bytes(): number {
    return this.entries.length * 28 + this.lows.length * 20;
  }

  /** Adds a function; the ranges that are added next are its. */
  push(entry: number, parent: number, call: CallSite): number {
    const row = this.length++;
    if (row === this.entries.length) {
      this.entries = grown(this.entries, new Float64Array(row * 2));
      this.parents = grown(this.parents, new Int32Array(row * 2));
      this.depths = grown(this.depths, new Uint32Array(row * 2));
      this.calls = grown(this.calls, new Uint32Array(row * 6));
    }
    this.entries[row] = entry;
    this.parents[row] = parent;
    this.depths[row] = parent === NO_PARENT ? 0 : this.depths[parent]! + 1;
    this.calls[row * 3] = call.file;
    this.calls[row * 3 + 1] = call.line;
    this.calls[row * 3 + 2] = call.column;
    return row;
  }

  pushRange(row: number, low: number, high: number): void {
    const range = this.rangeCount++;
    if (range === this.lows.length) {
      this.lows = grown(this.lows, new Float64Array(range * 2));
      this.highs = grown(this.highs, new Float64Array(range * 2));
      this.rangeRows = grown(this.rangeRows, new Uint32Array(range * 2));
    }
    this.lows[range] = low;
    this.highs[range] = high;
    this.rangeRows[range] = row;
  }

  /** Rows of the functions that the code at an address is of, the innermost first. */
  chainAt(address: number): number[] {
    let innermost = NO_PARENT;
    for (let range = 0; range < this.rangeCount; range++) {
      if (address < this.lows[range]! || address >= this.highs[range]!) continue;
      const row = this.rangeRows[range]!;
      if (innermost === NO_PARENT || this.isFurtherIn(row, innermost)) innermost = row;
    }
    const chain: number[] = [];
    for (let row = innermost; row !== NO_PARENT; row = this.parents[row]!) chain.push(row);
    return chain;
  }

  /** Rows of functions that stand in no other and have code at an address. */
  outermostAt(address: number): number[] {
    const rows: number[] = [];
    for (let range = 0; range < this.rangeCount; range++) {
      if (address < this.lows[range]! || address >= this.highs[range]!) continue;
      const row = this.rangeRows[range]!;
      if (this.parents[row] === NO_PARENT) rows.push(row);
    }
    return rows;
  }

  /** Of two names for the same code the later one counts, as for addr2line and llvm-symbolizer. */
  private isFurtherIn(row: number, than: number): boolean {
    const depth = this.depths[row]! - this.depths[than]!;
    return depth > 0 || (depth === 0 && this.entries[row]! >= this.entries[than]!);
  }

  entryOf(row: number): number {
    return this.entries[row]!;
  }

  callOf(row: number): CallSite {
    const at = row * 3;
    return { file: this.calls[at]!, line: this.calls[at + 1]!, column: this.calls[at + 2]! };
  }
}
