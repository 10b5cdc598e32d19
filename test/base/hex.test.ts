import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hex, hexOfWords, readDistance, signedHex } from '../../src/base/hex';

describe('hex', () => {
  it('is lower case, without padding', () => {
    assert.equal(hex(0xab), '0xab');
    assert.equal(hex(0xffff_ffff_8110_0000n), '0xffffffff81100000');
  });

  it('spells two words as the 64-bit value they make', () => {
    const word = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(word, word, (high, low) => {
        assert.equal(hexOfWords(high, low), hex((BigInt(high) << 32n) | BigInt(low)));
      }),
    );
  });

  it('reads the distances that it spells, and no others', () => {
    const distance = fc.integer({ min: -(2 ** 46), max: 2 ** 46 });
    fc.assert(
      fc.property(distance, (value) => {
        assert.equal(readDistance(signedHex(value)), value);
      }),
    );
    for (const text of ['', '-', '0x', '3000000', '-1', 'fast', '0x1 ', '--1', '1.5']) {
      assert.equal(readDistance(text), undefined);
    }
  });
});
