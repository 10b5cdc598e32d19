import assert from 'node:assert/strict';
import fc from 'fast-check';
import { singleColumns } from '../../src/events/ColumnMemory';
import { ColumnPacker } from '../../src/events/ColumnPacker';
import { BLOCK_ROWS } from '../../src/events/EventTable';

const whole = { word: 0, shift: 0, mask: 0xffff_ffff };

describe('ColumnPacker', () => {
  it('gives back every value, whatever is kept of the words', () => {
    const shift = fc.constantFrom(0, 8, 16, 24);
    const mask = fc.constantFrom(0xff, 0xffff, 0xffff_ffff);
    const words = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, shift, mask, (values, right, kept) => {
        const packer = new ColumnPacker(singleColumns);
        const place = { word: 1, shift: right, mask: kept };
        const records = Uint32Array.from(values.flatMap((value) => [0x1234, value]));
        const column = packer.pack(records, 2, values.length, place);
        const wanted = values.map((value) => ((value >>> right) & kept) >>> 0);
        assert.deepEqual([...column.subarray(0, values.length)], wanted);
      }),
    );
  });

  const widths: readonly (readonly [number, string])[] = [
    [0xff, 'Uint8Array'],
    [0x100, 'Uint16Array'],
    [0xffff, 'Uint16Array'],
    [0x1_0000, 'Uint32Array'],
    [0x8000_0000, 'Uint32Array'],
  ];
  for (const [largest, name] of widths) {
    it(`takes as few bytes as ${largest} needs`, () => {
      const column = new ColumnPacker(singleColumns).pack(
        Uint32Array.of(0, largest, 3),
        1,
        3,
        whole,
      );
      assert.equal(column.constructor.name, name);
      assert.equal(column.length, 3);
    });
  }

  it('shares one column among all blocks in which a field is always the same', () => {
    const packer = new ColumnPacker(singleColumns);
    const first = packer.pack(Uint32Array.of(7, 7, 7), 1, 3, whole);
    const second = packer.pack(Uint32Array.of(7, 7), 1, 2, whole);
    assert.equal(first, second);
    assert.equal(first.length, BLOCK_ROWS);
    assert.equal(packer.ownBytes(first), 0);
  });

  it('counts the bytes of a column that is not shared', () => {
    const packer = new ColumnPacker(singleColumns);
    assert.equal(packer.ownBytes(packer.pack(Uint32Array.of(1, 2, 300), 1, 3, whole)), 6);
  });

  it('looks at the given rows only', () => {
    const words = Uint32Array.of(7, 7, 0xffff_ffff);
    assert.equal(new ColumnPacker(singleColumns).pack(words, 1, 2, whole)[0], 7);
  });

  it('stores constants like any value when a trace has very many of them', () => {
    const packer = new ColumnPacker(singleColumns);
    const columns = Array.from({ length: 40 }, (_, value) =>
      packer.pack(Uint32Array.of(value, value), 1, 2, whole),
    );
    columns.forEach((column, value) =>
      assert.deepEqual([...column.subarray(0, 2)], [value, value]),
    );
    assert.equal(columns[39]!.length, 2);
  });
});
