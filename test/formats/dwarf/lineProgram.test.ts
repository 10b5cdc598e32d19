import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DebugSections } from '../../../src/formats/dwarf/DebugSections';
import { lineAt, runLineProgram } from '../../../src/formats/dwarf/lineProgram';
import type { LineProgram, LineRow } from '../../../src/formats/dwarf/lineProgram';
import { memorySource } from '../../../src/formats/memorySource';
import { ByteWriter } from '../../support/ByteWriter';

const [LINE_BASE, LINE_RANGE, OPCODE_BASE] = [-5, 14, 13];

interface MadeRow {
  /** From the row before. */
  readonly addressAdd: number;
  readonly lineAdd: number;
  readonly file: number;
  readonly column: number;
}

/** Rows of ascending addresses, the first of them at a multiple of 64 KiB. */
type MadeSequence = readonly MadeRow[];

const anySequence: fc.Arbitrary<MadeSequence> = fc.array(
  fc.record({
    addressAdd: fc.nat(12),
    lineAdd: fc.integer({ min: -5, max: 8 }),
    file: fc.integer({ min: 1, max: 3 }),
    column: fc.nat(2),
  }),
  { minLength: 1, maxLength: 200 },
);

function startOf(index: number, sequences: readonly MadeSequence[]): number {
  // Not in the order of the program.
  return (sequences.length - index) * 0x1_0000;
}

function opcodes(sequences: readonly MadeSequence[]): Uint8Array {
  const writer = new ByteWriter();
  const defineFile = (name: string): void => {
    const bytes = new ByteWriter().u8(3).zstr(name).u8(0).u8(0).u8(0).finish();
    writer.u8(0).u8(bytes.length).bytes(bytes);
  };
  sequences.forEach((rows, index) => {
    writer.u8(0).u8(9).u8(2).u64(startOf(index, sequences));
    for (const { addressAdd, lineAdd, file, column } of rows) {
      writer.u8(4).u8(file).u8(5).u8(column);
      writer.u8(lineAdd - LINE_BASE + addressAdd * LINE_RANGE + OPCODE_BASE);
    }
    defineFile(`made-${index}.c`);
    writer.u8(2).u8(1).u8(0).u8(1).u8(1);
  });
  return writer.finish();
}

function sectionsOf(program: Uint8Array): DebugSections {
  const header = new ByteWriter()
    .u8(1)
    .u8(1)
    .u8(1)
    .u8(LINE_BASE & 0xff)
    .u8(LINE_RANGE);
  header.u8(OPCODE_BASE).bytes(Uint8Array.of(0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1));
  header.u8(0).zstr('first.c').u8(0).u8(0).u8(0).u8(0);
  const tables = header.finish();
  const body = new ByteWriter().u16(4).u32(tables.length).bytes(tables).bytes(program).finish();
  const lines = new ByteWriter().u32(body.length).bytes(body).finish();
  const found = new Map([
    ['.debug_line', memorySource('.debug_line', lines)],
    ['.debug_info', memorySource('.debug_info', new Uint8Array(1))],
  ]);
  return new DebugSections({ find: (name) => found.get(name) });
}

function run(sequences: readonly MadeSequence[]): {
  program: LineProgram;
  at: (address: number) => LineRow | undefined;
} {
  const debug = sectionsOf(opcodes(sequences));
  const program = runLineProgram(debug, 0, 8);
  return { program, at: (address) => lineAt(debug, program, address) };
}

/** What the rows say, gone through from the first to the last. */
function rowAt(rows: MadeSequence, offset: number): LineRow | undefined {
  let [address, line] = [0, 1];
  let found: LineRow | undefined;
  for (const { addressAdd, lineAdd, file, column } of rows) {
    address += addressAdd;
    line += lineAdd;
    if (address <= offset) found = { file, line: line >>> 0, column };
  }
  return offset <= address ? found : undefined;
}

describe('a line program', () => {
  it('has for each address the last row at or before it, of the sequence that reaches it', () => {
    fc.assert(
      fc.property(fc.array(anySequence, { maxLength: 4 }), (sequences) => {
        const { at } = run(sequences);
        sequences.forEach((rows, index) => {
          const start = startOf(index, sequences);
          const end = rows.reduce((sum, { addressAdd }) => sum + addressAdd, 0);
          for (let offset = -1; offset <= end + 2; offset++) {
            assert.deepEqual(at(start + offset), rowAt(rows, offset), `${index}: ${offset}`);
          }
        });
      }),
      { numRuns: 50 },
    );
  });

  it('takes a file that it defines itself once, however often it is asked', () => {
    const row = { addressAdd: 1, lineAdd: 1, file: 1, column: 0 };
    const { program, at } = run([[row, row], [row]]);
    const before = [...program.files];
    for (let address = 0; address < 0x3_0000; address += 0x80) at(address);
    at(0x1_0001);
    assert.equal(before.length, 3 * 3);
    assert.deepEqual(program.files, before);
  });

  it('is kept in less than it has itself', () => {
    const row = { addressAdd: 3, lineAdd: 1, file: 1, column: 1 };
    const rows = Array.from({ length: 20_000 }, () => row);
    const { program } = run([rows]);
    assert.equal(program.marks.rowCount, rows.length);
    assert.ok(program.bytes < opcodes([rows]).length / 2, `${program.bytes} bytes`);
  });
});
