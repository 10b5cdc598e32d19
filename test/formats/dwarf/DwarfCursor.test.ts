import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { DwarfCursor } from '../../../src/formats/dwarf/DwarfCursor';
import { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';

/** A window smaller than most of what is read, so that it has to move. */
const WINDOW_BYTES = 8;

function cursorOver(...bytes: number[]): DwarfCursor {
  return new DwarfCursor(memorySource('made', Uint8Array.from(bytes)), '.debug_made', WINDOW_BYTES);
}

/** A number as LEB128; signed ones need the bit before their end to say so. */
function leb(value: bigint, isSigned: boolean): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = Number(BigInt.asUintN(7, value));
    value >>= 7n;
    const isLast = isSigned
      ? (value === 0n && low < 0x40) || (value === -1n && low >= 0x40)
      : value === 0n;
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

describe('DwarfCursor', () => {
  it('reads unsigned LEB128 numbers that a double holds', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (values) => {
        const cursor = cursorOver(...values.flatMap((value) => leb(BigInt(value), false)));
        assert.deepEqual(
          values.map(() => cursor.uleb()),
          values,
        );
        assert.equal(cursor.remaining, 0);
      }),
    );
  });

  it('reads signed LEB128 numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 })), (values) => {
        const cursor = cursorOver(...values.flatMap((value) => leb(BigInt(value), true)));
        assert.deepEqual(
          values.map(() => cursor.sleb()),
          values,
        );
      }),
    );
  });

  it('passes LEB128 numbers as far as it reads them', () => {
    const cursor = cursorOver(0x80, 0x80, 0x01, 0x2a);
    cursor.skipLeb();
    assert.equal(cursor.uleb(), 42);
  });

  it('holds kernel addresses exactly', () => {
    const cursor = cursorOver(0x0a, 0xb5, 0xa0, 0x81, 0xff, 0xff, 0xff, 0xff);
    assert.equal(hexOfSigned(cursor.address(8)), '0xffffffff81a0b50a');
  });

  it('reads text over the edge of its window', () => {
    const name = 'a_function_with_a_long_name';
    const bytes = [...Buffer.from(name), 0, 0x2a];
    const cursor = cursorOver(...bytes);
    assert.equal(cursor.string(), name);
    assert.equal(cursor.u8(), 42);
    cursor.moveTo(0);
    cursor.skipString();
    assert.equal(cursor.u8(), 42);
  });

  it('reads 24-bit indices', () => {
    assert.equal(cursorOver(0x56, 0x34, 0x12).u24(), 0x12_3456);
  });

  for (const [what, read] of [
    ['a number behind the end', (cursor: DwarfCursor) => cursor.u32()],
    ['text without an end', (cursor: DwarfCursor) => cursor.string()],
    ['text without an end that is passed', (cursor: DwarfCursor) => cursor.skipString()],
    ['more bytes than there are', (cursor: DwarfCursor) => cursor.skip(1e12)],
  ] as const) {
    it(`names the section and the byte of ${what}`, () => {
      const cursor = cursorOver(1, 2, 3);
      assert.throws(
        () => read(cursor),
        (error: unknown) =>
          error instanceof FormatError &&
          error.code === 'truncated' &&
          /^\.debug_made at byte 0x[03]: needs \d+ bytes, [03] left/.test(error.message),
      );
    });
  }

  it('refuses to go where the section is not', () => {
    assert.throws(
      () => cursorOver(1, 2).moveTo(3),
      /at byte 0x3: points past the section's 2 bytes/,
    );
    assert.throws(() => cursorOver(1, 2).moveTo(Number.NaN), FormatError);
  });

  it('refuses a LEB128 number without an end', () => {
    const endless = Array.from({ length: 20 }, () => 0xff);
    assert.throws(() => cursorOver(...endless).uleb(), /more than 10 bytes/);
    assert.throws(() => cursorOver(...endless).sleb(), /more than 10 bytes/);
  });

  it('reads no further than the range it was given', () => {
    const cursor = cursorOver(1, 2, 3, 4);
    cursor.moveTo(1, 3);
    assert.equal(cursor.u16(), 0x0302);
    assert.throws(() => cursor.u8(), FormatError);
  });
});
