import type { DebugSections } from './DebugSections';
import type { DwarfCursor } from './DwarfCursor';
import { addOldFile, readLineHeader } from './LineHeader';
import type { LineHeader } from './LineHeader';
import { LineRows } from './LineRows';

/** Rows of one unit: the largest of a kernel has 60,000. */
const MOST_ROWS = 4_194_304;

/** `DW_LNS_…` and `DW_LNE_…` (DWARF 5, section 7.22). */
const Opcode = {
  extended: 0,
  copy: 1,
  advancePc: 2,
  advanceLine: 3,
  setFile: 4,
  setColumn: 5,
  negateStmt: 6,
  setBasicBlock: 7,
  constAddPc: 8,
  fixedAdvancePc: 9,
} as const;
const Extended = { endSequence: 1, setAddress: 2, defineFile: 3 } as const;

/** A unit's line program, run. */
export interface LineProgram {
  readonly header: LineHeader;
  /** The header's, and those that the program itself defined; `FILE_WORDS` numbers each. */
  readonly files: readonly number[];
  readonly rows: LineRows;
}

/** The registers that a row is made of (DWARF 5, section 6.2.2). */
interface Registers {
  address: number;
  file: number;
  line: number;
  column: number;
}

/** Runs the line program at `offset` of `.debug_line`. */
export function runLineProgram(
  debug: DebugSections,
  offset: number,
  addressBytes: number,
): LineProgram {
  const header = readLineHeader(debug, offset, addressBytes);
  const files = [...header.files];
  const rows = new LineRows(Math.min(MOST_ROWS, 16 + ((header.end - header.start) >>> 2)));
  const cursor = debug.cursor('.debug_line');
  const { opcodeBase, lineBase, lineRange, minimumInstructionBytes, operandCounts } = header;
  /** By what a special opcode goes on in the code. */
  const addressAdds = Float64Array.from({ length: 256 }, (_, opcode) =>
    opcode < opcodeBase
      ? 0
      : Math.floor((opcode - opcodeBase) / lineRange) * minimumInstructionBytes,
  );
  const registers: Registers = { address: 0, file: 1, line: 1, column: 0 };

  cursor.moveTo(header.start, header.end);
  while (cursor.remaining > 0) {
    const opcode = cursor.u8();
    if (opcode >= opcodeBase) {
      registers.address += addressAdds[opcode]!;
      registers.line += lineBase + ((opcode - opcodeBase) % lineRange);
      pushRow(cursor, rows, registers);
      continue;
    }
    switch (opcode) {
      case Opcode.extended:
        runExtended(cursor, { header, files, rows, registers });
        break;
      case Opcode.copy:
        pushRow(cursor, rows, registers);
        break;
      case Opcode.advancePc:
        registers.address += cursor.uleb() * minimumInstructionBytes;
        break;
      case Opcode.advanceLine:
        registers.line += cursor.sleb();
        break;
      case Opcode.setFile:
        registers.file = cursor.uleb();
        break;
      case Opcode.setColumn:
        registers.column = cursor.uleb();
        break;
      case Opcode.negateStmt:
      case Opcode.setBasicBlock:
        break;
      case Opcode.constAddPc:
        registers.address += addressAdds[255]!;
        break;
      case Opcode.fixedAdvancePc:
        registers.address += cursor.u16();
        break;
      default:
        for (let left = operandCounts[opcode]!; left > 0; left--) cursor.skipLeb();
    }
  }
  rows.finish();
  return { header, files, rows };
}

function runExtended(
  cursor: DwarfCursor,
  state: {
    readonly header: LineHeader;
    readonly files: number[];
    readonly rows: LineRows;
    readonly registers: Registers;
  },
): void {
  const { header, files, rows, registers } = state;
  const byteCount = cursor.uleb();
  if (byteCount > cursor.remaining) {
    throw cursor.error('truncated', `an opcode of ${byteCount} bytes, ${cursor.remaining} left`);
  }
  if (byteCount === 0) return;
  const next = cursor.position + byteCount;
  switch (cursor.u8()) {
    case Extended.endSequence:
      rows.endSequence(registers.address);
      Object.assign(registers, { address: 0, file: 1, line: 1, column: 0 });
      break;
    case Extended.setAddress:
      registers.address = cursor.address(byteCount - 1);
      break;
    case Extended.defineFile:
      addOldFile(cursor, files);
      break;
  }
  cursor.moveTo(next, header.end);
}

function pushRow(cursor: DwarfCursor, rows: LineRows, registers: Registers): void {
  if (rows.length >= MOST_ROWS) {
    throw cursor.error('too-large', `a line program of more than ${MOST_ROWS} rows`);
  }
  rows.push(registers.address, registers);
}
