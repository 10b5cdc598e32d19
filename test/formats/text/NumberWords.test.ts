import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberWords } from '../../../src/formats/text/NumberWords';

const number = new NumberWords();

/** The 64 bits that were read, or undefined when the text does not begin with a number. */
function readAs(how: 'readHex' | 'readDecimal', text: string): bigint | undefined {
  const bytes = Buffer.from(text, 'latin1');
  const end = number[how](bytes, 0, bytes.length);
  if (end < 0) return undefined;
  assert.equal(end, bytes.length);
  return (BigInt(number.high) << 32n) | BigInt(number.low);
}

describe('NumberWords', () => {
  it('reads any 64 bits in hex, with 0x before them or not', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const digits = value.toString(16);
        assert.equal(readAs('readHex', digits), value);
        assert.equal(readAs('readHex', `0x${digits.padStart(16, '0')}`), value);
        assert.equal(readAs('readHex', digits.toUpperCase()), value);
      }),
    );
  });

  it('reads any 64 bits in decimal, negative ones as their two’s complement', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
        assert.equal(readAs('readDecimal', String(value)), BigInt.asUintN(64, value));
      }),
    );
  });

  it('reads nothing beyond 64 bits, and nothing without digits', () => {
    assert.equal(readAs('readHex', '0'.repeat(17)), undefined);
    assert.equal(readAs('readDecimal', '18446744073709551616'), undefined);
    for (const text of ['', '0x', '-', 'x', ' 1']) {
      assert.equal(readAs('readHex', text), undefined, text);
      assert.equal(readAs('readDecimal', text === '0x' ? '' : text), undefined, text);
    }
  });
});
