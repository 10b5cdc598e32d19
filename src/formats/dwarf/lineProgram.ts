import type { DebugSections } from './DebugSections';
import { readLineHeader } from './LineHeader';
import type { LineHeader } from './LineHeader';
import { LineMachine, Stop } from './LineMachine';
import { LineMarks } from './LineMarks';

/** Rows of one unit: the largest of a kernel has 60,000. */
const MOST_ROWS = 4_194_304;

/** A unit's line program. */
export interface LineProgram {
  readonly header: LineHeader;
  /** The header's, and those that the program itself defined; `FILE_WORDS` numbers each. */
  readonly files: readonly number[];
  readonly marks: LineMarks;
  /** What it takes to keep it. */
  readonly bytes: number;
}

/** Which line the code at an address is of. */
export interface LineRow {
  /** Number of the file in the line program's table. */
  readonly file: number;
  /** 0: the compiler made this code for no line. */
  readonly line: number;
  /** 0: not known. */
  readonly column: number;
}

/** Runs the line program at `offset` of `.debug_line`, and keeps where its rows can be found again. */
export function runLineProgram(
  debug: DebugSections,
  offset: number,
  addressBytes: number,
): LineProgram {
  const header = readLineHeader(debug, offset, addressBytes);
  const { directories, files, start, end } = header;
  const marks = new LineMarks();
  const cursor = debug.cursor('.debug_line');
  const machine = new LineMachine(cursor, header, files);
  cursor.moveTo(start, end);
  for (let stop = machine.next(); stop !== Stop.endOfProgram; stop = machine.next()) {
    if (stop === Stop.endOfSequence) {
      marks.endSequence(machine.address);
      machine.reset();
      continue;
    }
    if (marks.rowCount >= MOST_ROWS) {
      throw cursor.error('too-large', `a line program of more than ${MOST_ROWS} rows`);
    }
    marks.addRow(cursor.position, machine);
  }
  marks.finish();
  return { header, files, marks, bytes: marks.bytes + 8 * (files.length + directories.length) };
}

/** The last row that starts at or before an address, as addr2line and llvm-symbolizer take it. */
export function lineAt(
  debug: DebugSections,
  { header, marks }: LineProgram,
  address: number,
): LineRow | undefined {
  const mark = marks.before(address);
  if (mark === undefined) return undefined;
  const cursor = debug.cursor('.debug_line');
  const machine = new LineMachine(cursor, header, []);
  let { file, line, column } = mark;
  machine.set(mark);
  cursor.moveTo(mark.from, mark.to ?? header.end);
  while (machine.next() === Stop.row && machine.address <= address)
    ({ file, line, column } = machine);
  // As they are kept: damage makes them larger, or negative.
  return { file: file >>> 0, line: line >>> 0, column: column >>> 0 };
}
