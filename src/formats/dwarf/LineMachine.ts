import type { DwarfCursor } from './DwarfCursor';
import { addOldFile } from './LineHeader';
import type { LineHeader } from './LineHeader';
import type { LineRegisters } from './LineMarks';

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

/** What a line program stops at. */
export const Stop = { row: 0, endOfSequence: 1, endOfProgram: 2 } as const;

/** Runs opcodes of a line program. `cursor` stands at the next one. */
export class LineMachine implements LineRegisters {
  address = 0;
  file = 1;
  line = 1;
  column = 0;

  /** `files`: what takes those that the program itself defines. */
  constructor(
    private readonly cursor: DwarfCursor,
    private readonly header: LineHeader,
    private readonly files: number[],
  ) {}

  /** Goes on with the registers of a row. */
  set({ address, file, line, column }: Readonly<LineRegisters>): void {
    this.address = address;
    this.file = file;
    this.line = line;
    this.column = column;
  }

  /** What a sequence begins with. */
  reset(): void {
    this.address = 0;
    this.file = 1;
    this.line = 1;
    this.column = 0;
  }

  /** Runs to the next row, or to the end of what the cursor may read. */
  next(): (typeof Stop)[keyof typeof Stop] {
    const { cursor } = this;
    const { opcodeBase, lineBase, lineRange, minimumInstructionBytes, operandCounts } = this.header;
    while (cursor.remaining > 0) {
      const opcode = cursor.u8();
      if (opcode >= opcodeBase) {
        const advance = ((opcode - opcodeBase) / lineRange) | 0;
        this.address += advance * minimumInstructionBytes;
        this.line += lineBase + opcode - opcodeBase - advance * lineRange;
        return Stop.row;
      }
      switch (opcode) {
        case Opcode.extended:
          if (this.runExtended()) return Stop.endOfSequence;
          break;
        case Opcode.copy:
          return Stop.row;
        case Opcode.advancePc:
          this.address += cursor.uleb() * minimumInstructionBytes;
          break;
        case Opcode.advanceLine:
          this.line += cursor.sleb();
          break;
        case Opcode.setFile:
          this.file = cursor.uleb();
          break;
        case Opcode.setColumn:
          this.column = cursor.uleb();
          break;
        case Opcode.negateStmt:
        case Opcode.setBasicBlock:
          break;
        case Opcode.constAddPc:
          this.address += (((255 - opcodeBase) / lineRange) | 0) * minimumInstructionBytes;
          break;
        case Opcode.fixedAdvancePc:
          this.address += cursor.u16();
          break;
        default:
          for (let left = operandCounts[opcode]!; left > 0; left--) cursor.skipLeb();
      }
    }
    return Stop.endOfProgram;
  }

  /** Returns whether the sequence ends here. */
  private runExtended(): boolean {
    const { cursor, files } = this;
    const byteCount = cursor.uleb();
    if (byteCount > cursor.remaining) {
      throw cursor.error('truncated', `an opcode of ${byteCount} bytes, ${cursor.remaining} left`);
    }
    if (byteCount === 0) return false;
    const end = cursor.position + cursor.remaining;
    const next = cursor.position + byteCount;
    const opcode = cursor.u8();
    if (opcode === Extended.setAddress) this.address = cursor.address(byteCount - 1);
    else if (opcode === Extended.defineFile) addOldFile(cursor, files);
    cursor.moveTo(next, end);
    return opcode === Extended.endSequence;
  }
}
