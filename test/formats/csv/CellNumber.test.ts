import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CellNumber } from '../../../src/formats/csv/CellNumber';

/** The value in a cell, exact, and how it is written; undefined: none. */
function read(cell: string): { kind: string; bits: bigint } | undefined {
  const number = new CellNumber();
  const kind = number.read(cell);
  if (kind === 'none') return undefined;
  return { kind, bits: (BigInt(number.high) << 32n) | BigInt(number.low) };
}

describe('CellNumber', () => {
  it('reads every decimal of 64 bits exactly', () => {
    const value = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
      fc.bigInt({ min: -100n, max: 100n }),
      fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 53n, 0n),
    );
    fc.assert(
      fc.property(value, (decimal) => {
        const kind = decimal >= 2n ** 63n ? 'unsigned' : 'signed';
        assert.deepEqual(read(decimal.toString()), { kind, bits: BigInt.asUintN(64, decimal) });
      }),
    );
  });

  it('reads every hex number of 64 bits exactly, in either case and with zeros in front', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(16), (bits, width) => {
        const digits = bits.toString(16).padStart(width, '0');
        for (const cell of [`0x${digits}`, `0X${digits.toUpperCase()}`]) {
          assert.deepEqual(read(cell), { kind: 'hex', bits });
        }
      }),
    );
  });

  it('leaves everything else a text', () => {
    const others = [
      '',
      '-',
      '+1',
      '1.5',
      '1e9',
      ' 1',
      '1 ',
      '007',
      '-0',
      '0x',
      '0xg',
      '12a',
      'HLT',
    ];
    const tooLarge = ['18446744073709551616', '-9223372036854775809', '0x10000000000000000'];
    for (const cell of [...others, ...tooLarge]) assert.equal(read(cell), undefined, cell);
  });

  it('takes no control character for a digit', () => {
    assert.equal(read('0x\u0011'), undefined);
  });
});
