import { lowerBound } from '../../base/bisect';
import { grown } from '../../base/grown';

const FIRST_MARKS = 32;
/** Rows from one mark to the next: running through them takes some microseconds. */
const ROWS_A_MARK = 32;

/** The registers that a row is made of (DWARF 5, section 6.2.2). */
export interface LineRegisters {
  address: number;
  file: number;
  line: number;
  column: number;
}

/** Where a line program can be run on from. */
export interface LineMark extends Readonly<LineRegisters> {
  /** In `.debug_line`, behind the opcode that made the row of these registers. */
  readonly from: number;
  /** The same of the next mark; undefined: this is the last one of its sequence. */
  readonly to: number | undefined;
}

/**
 * What is kept of a line program that was run: every 32nd row of each sequence, a column a field.
 * All rows of a kernel's largest unit would take 600 KB, and those of the units that are kept so
 * much memory that collecting it would be most of the time of an answer.
 */
export class LineMarks {
  /** Rows of the whole program. */
  rowCount = 0;
  private length = 0;
  private positions = new Float64Array(FIRST_MARKS);
  private addresses = new Float64Array(FIRST_MARKS);
  private files = new Uint32Array(FIRST_MARKS);
  private lines = new Uint32Array(FIRST_MARKS);
  private columns = new Uint32Array(FIRST_MARKS);
  private readonly sequences: Sequence[] = [];
  /** Of the sequence that is being run: its first mark, and how many rows it has. */
  private firstMark = 0;
  private rowsOfSequence = 0;

  get bytes(): number {
    return this.addresses.length * 28 + this.sequences.length * 64;
  }

  /** A row has been made by what stands before `position`. */
  addRow(position: number, { address, file, line, column }: Readonly<LineRegisters>): void {
    this.rowCount++;
    if (this.rowsOfSequence++ % ROWS_A_MARK !== 0) return;
    const mark = this.length++;
    if (mark === this.addresses.length) this.grow();
    this.positions[mark] = position;
    this.addresses[mark] = address;
    this.files[mark] = file;
    this.lines[mark] = line;
    this.columns[mark] = column;
  }

  /** The code before `address` is the last of its sequence. */
  endSequence(address: number): void {
    const start = this.firstMark;
    this.firstMark = this.length;
    this.rowsOfSequence = 0;
    if (start === this.length) return;
    const low = this.addresses[start]!;
    if (low < address) this.sequences.push({ low, high: address, start, end: this.length });
  }

  finish(): void {
    this.sequences.sort((a, b) => a.low - b.low);
  }

  /** The last mark at or before an address, which its sequence reaches; undefined: none does. */
  before(address: number): LineMark | undefined {
    const { positions, addresses } = this;
    const sequence = this.sequences.findLast(({ low, high }) => low <= address && address < high);
    if (sequence === undefined) return undefined;
    const mark = lowerBound(addresses, address + 1, sequence.start, sequence.end) - 1;
    if (mark < sequence.start) return undefined;
    return {
      from: positions[mark]!,
      to: mark + 1 < sequence.end ? positions[mark + 1]! : undefined,
      address: addresses[mark]!,
      file: this.files[mark]!,
      line: this.lines[mark]!,
      column: this.columns[mark]!,
    };
  }

  private grow(): void {
    const room = this.addresses.length * 2;
    this.positions = grown(this.positions, new Float64Array(room));
    this.addresses = grown(this.addresses, new Float64Array(room));
    this.files = grown(this.files, new Uint32Array(room));
    this.lines = grown(this.lines, new Uint32Array(room));
    this.columns = grown(this.columns, new Uint32Array(room));
  }
}

/** A piece of code, and its marks. */
interface Sequence {
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly end: number;
}
