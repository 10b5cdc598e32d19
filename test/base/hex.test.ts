import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hex, hexOfWords } from '../../src/base/hex';

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
});
