import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ATTRIBUTE_WORDS, AbbreviationTable } from '../../../src/formats/dwarf/AbbreviationTable';

interface Shape {
  readonly code: number;
  readonly tag: number;
  readonly hasChildren: boolean;
  /** `DW_AT_…`, `DW_FORM_…`, the constant and the bytes of each. */
  readonly attributes: readonly (readonly [number, number, number, number])[];
}

const anyNumber = fc.nat(0xffff);
const anyShape = (code: fc.Arbitrary<number>): fc.Arbitrary<Shape> =>
  fc.record(
    {
      code,
      tag: anyNumber,
      hasChildren: fc.boolean(),
      attributes: fc.array(
        fc.tuple(anyNumber, anyNumber, fc.maxSafeInteger(), fc.constantFrom(-1, 0, 8)),
        { maxLength: 12 },
      ),
    },
    { noNullPrototype: true },
  );
/** Numbered as compilers do, or in any way; a code may come again. */
const anyTable = fc.oneof(
  fc
    .array(anyShape(fc.constant(0)), { maxLength: 200 })
    .map((shapes) => shapes.map((shape, row) => ({ ...shape, code: row + 1 }))),
  fc.array(anyShape(fc.integer({ min: 1, max: 300 })), { maxLength: 200 }),
);

function fill(table: AbbreviationTable, shapes: readonly Shape[]): void {
  table.clear();
  for (const { code, attributes, ...shape } of shapes) {
    for (const attribute of attributes) table.addAttribute(...attribute);
    table.addRow(code, { ...shape, hasSibling: false, fixedBytes: -1, siblingAt: -1 });
  }
}

function shapeOf(table: AbbreviationTable, code: number): Shape | undefined {
  const row = table.rowOf(code);
  if (row < 0) return undefined;
  const attributes: [number, number, number, number][] = [];
  for (let at = table.startOf(row); at < table.endOf(row); at++) {
    const [attribute, form] = table.attributes.subarray(at * ATTRIBUTE_WORDS);
    attributes.push([attribute!, form!, table.constants[at]!, table.sizes[at]!]);
  }
  return { code, tag: table.tags[row]!, hasChildren: table.hasChildren[row] === 1, attributes };
}

describe('AbbreviationTable', () => {
  it('gives each code what was added for it last, trimmed or not, and after it was filled before', () => {
    const table = new AbbreviationTable();
    fc.assert(
      fc.property(anyTable, (shapes) => {
        fill(table, shapes);
        const trimmed = table.trimmed();
        const expected = new Map(shapes.map((shape) => [shape.code, shape]));
        for (let code = 0; code <= 301; code++) {
          assert.deepEqual(shapeOf(table, code), expected.get(code));
          assert.deepEqual(shapeOf(trimmed, code), expected.get(code));
        }
      }),
    );
  });

  it('stays as it was trimmed when the table is filled again', () => {
    const table = new AbbreviationTable();
    const shape = { tag: 0x2e, hasChildren: true, attributes: [[3, 8, 0, -1]] } as const;
    fill(table, [{ ...shape, code: 7 }]);
    const trimmed = table.trimmed();
    fill(table, [{ ...shape, code: 9, tag: 0x34 }]);
    assert.deepEqual(shapeOf(trimmed, 7), { ...shape, code: 7 });
    assert.equal(shapeOf(trimmed, 9), undefined);
  });
});
