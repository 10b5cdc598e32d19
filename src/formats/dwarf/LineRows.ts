import { lowerBound } from '../../base/bisect';
import { grown } from '../../base/grown';

/** Which line the code at an address is of. */
export interface LineRow {
  /** Number of the file in the line program's table. */
  readonly file: number;
  /** 0: the compiler made this code for no line. */
  readonly line: number;
  /** 0: not known. */
  readonly column: number;
}

/** The rows of one unit's line program, a column a field, in pieces of ascending addresses. */
export class LineRows {
  length = 0;
  private addresses: Float64Array;
  private files: Uint32Array;
  private lines: Uint32Array;
  private columns: Uint32Array;
  private sequences: readonly Sequence[] = [];
  private readonly building: Sequence[] = [];
  private sequenceStart = 0;

  /** `expectedRows`: what memory is taken for at first. */
  constructor(expectedRows: number) {
    this.addresses = new Float64Array(expectedRows);
    this.files = new Uint32Array(expectedRows);
    this.lines = new Uint32Array(expectedRows);
    this.columns = new Uint32Array(expectedRows);
  }

  get bytes(): number {
    return this.addresses.length * 20 + this.sequences.length * 64;
  }

  push(address: number, { file, line, column }: LineRow): void {
    const row = this.length++;
    if (row === this.addresses.length) {
      this.addresses = grown(this.addresses, new Float64Array(row * 2));
      this.files = grown(this.files, new Uint32Array(row * 2));
      this.lines = grown(this.lines, new Uint32Array(row * 2));
      this.columns = grown(this.columns, new Uint32Array(row * 2));
    }
    this.addresses[row] = address;
    this.files[row] = file;
    this.lines[row] = line;
    this.columns[row] = column;
  }

  /** The code before `address` is the last of its piece. */
  endSequence(address: number): void {
    const start = this.sequenceStart;
    this.sequenceStart = this.length;
    if (start === this.length) return;
    const low = this.addresses[start]!;
    if (low < address) this.building.push({ low, high: address, start, end: this.length });
  }

  finish(): void {
    this.sequences = this.building.sort((a, b) => a.low - b.low);
  }

  /** The last row that starts at or before the address, as addr2line and llvm-symbolizer take it. */
  at(address: number): LineRow | undefined {
    const sequence = this.sequences.findLast(({ low, high }) => low <= address && address < high);
    if (sequence === undefined) return undefined;
    const row = lowerBound(this.addresses, address + 1, sequence.start, sequence.end) - 1;
    if (row < sequence.start) return undefined;
    return { file: this.files[row]!, line: this.lines[row]!, column: this.columns[row]! };
  }
}

/** A piece of code, and its rows. */
interface Sequence {
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly end: number;
}
