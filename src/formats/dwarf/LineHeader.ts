import type { DebugSections } from './DebugSections';
import type { DwarfCursor } from './DwarfCursor';
import { Form } from './dwarfConstants';
import { readFormValue } from './Entry';
import type { FormValue } from './Entry';
import { FormWidths } from './FormWidths';
import { readUnitLength } from './UnitHeader';

/** Directories and files of one unit: a kernel's names a thousand. */
const MOST_FILES = 65_536;
/** `DW_LNCT_…` of DWARF 5. */
const Content = { path: 1, directoryIndex: 2 } as const;

/** Numbers a file or directory takes: the form and the value of its name, the number of its directory. */
export const FILE_WORDS = 3;

/** What stands before the opcodes of a line program. Offsets are from the start of `.debug_line`. */
export interface LineHeader {
  readonly version: number;
  readonly offsetBytes: 4 | 8;
  /** First opcode, and the first byte that is not the program's. */
  readonly start: number;
  readonly end: number;
  readonly addressBytes: number;
  readonly minimumInstructionBytes: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Operands of the standard opcodes, by opcode. */
  readonly operandCounts: Uint8Array;
  /** Number 0 is the directory of compilation from version 5 on; before, numbers start at 1. */
  readonly directories: readonly number[];
  readonly files: number[];
}

/** The header of the line program at `offset`, for a unit whose addresses have `addressBytes`. */
export function readLineHeader(
  debug: DebugSections,
  offset: number,
  addressBytes: number,
): LineHeader {
  const cursor = debug.cursor('.debug_line');
  cursor.moveTo(offset);
  const { offsetBytes, end } = readUnitLength(cursor);
  cursor.moveTo(cursor.position, end);
  const version = cursor.u16();
  if (version < 2 || version > 5) {
    throw cursor.error('unsupported', `line program of version ${version}`, offset);
  }
  if (version >= 5) {
    addressBytes = cursor.u8();
    if (cursor.u8() !== 0) throw cursor.error('unsupported', 'addresses with segments', offset);
  }
  const headerBytes = cursor.offset(offsetBytes);
  const start = cursor.position + headerBytes;
  if (start > end) {
    throw cursor.error(
      'bad-value',
      `a header of ${headerBytes} bytes in a shorter program`,
      offset,
    );
  }
  const minimumInstructionBytes = cursor.u8();
  // Operations in a word, of processors that have such: x86 has one.
  if (version >= 4) cursor.u8();
  cursor.u8(); // default_is_stmt: every row answers for its addresses, statement or not.
  const lineBase = (cursor.u8() << 24) >> 24;
  const lineRange = cursor.u8();
  if (lineRange === 0) throw cursor.error('bad-value', 'a line range of 0', offset);
  const opcodeBase = cursor.u8();
  const operandCounts = new Uint8Array(256);
  for (let opcode = 1; opcode < opcodeBase; opcode++) operandCounts[opcode] = cursor.u8();

  const widths = new FormWidths(version, addressBytes, offsetBytes, 0);
  const tables = version >= 5 ? readTables(cursor, widths) : readOldTables(cursor);
  // Written out, as in `readUnit`.
  return {
    version,
    offsetBytes,
    start,
    end,
    addressBytes,
    minimumInstructionBytes,
    lineBase,
    lineRange,
    opcodeBase,
    operandCounts,
    directories: tables.directories,
    files: tables.files,
  };
}

type Tables = Pick<LineHeader, 'directories' | 'files'>;

/** Up to version 4: names in a row, ended by an empty one. */
function readOldTables(cursor: DwarfCursor): Tables {
  const directories: number[] = [];
  for (let name = textHere(cursor); name >= 0; name = textHere(cursor)) {
    requireFewer(cursor, directories);
    directories.push(Form.string, name, 0);
  }
  const files: number[] = [];
  while (addOldFile(cursor, files)) requireFewer(cursor, files);
  return { directories, files };
}

/** Adds a file as version 4 has it, in the table or in a `DW_LNE_define_file`; false: the table ends. */
export function addOldFile(cursor: DwarfCursor, files: number[]): boolean {
  const name = textHere(cursor);
  if (name < 0) return false;
  files.push(Form.string, name, cursor.uleb());
  cursor.skipLeb(); // Time of the last change.
  cursor.skipLeb(); // Bytes.
  return true;
}

/** Where the text starts that is passed here; -1: it was empty. */
function textHere(cursor: DwarfCursor): number {
  const start = cursor.position;
  cursor.skipString();
  return cursor.position === start + 1 ? -1 : start;
}

function readTables(cursor: DwarfCursor, widths: FormWidths): Tables {
  const directories = readTable(cursor, widths);
  return { directories, files: readTable(cursor, widths) };
}

function readTable(cursor: DwarfCursor, widths: FormWidths): number[] {
  const format: { content: number; form: number }[] = [];
  for (let left = cursor.u8(); left > 0; left--) {
    format.push({ content: cursor.uleb(), form: cursor.uleb() });
  }
  const start = cursor.position;
  const count = cursor.uleb();
  // Every entry takes a byte at least, unless it takes none: then a count means nothing.
  if (count > MOST_FILES || count > cursor.remaining || (count > 0 && format.length === 0)) {
    throw cursor.error('bad-value', `a table of ${count} files or directories`, start);
  }
  const read: FormValue = { form: 0, value: 0 };
  const files: number[] = [];
  for (let index = 0; index < count; index++) {
    files.push(0, 0, 0);
    const at = index * FILE_WORDS;
    for (const { content, form } of format) {
      readFormValue(cursor, form, widths, read);
      if (content === Content.path) {
        files[at] = read.form;
        files[at + 1] = read.value;
      } else if (content === Content.directoryIndex) {
        files[at + 2] = read.value;
      }
    }
  }
  return files;
}

function requireFewer(cursor: DwarfCursor, files: readonly number[]): void {
  if (files.length < MOST_FILES * FILE_WORDS) return;
  throw cursor.error('too-large', `more than ${MOST_FILES} files or directories`);
}
