import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberIndex } from '../../src/base/NumberIndex';

const keys = fc.array(fc.oneof(fc.nat(200), fc.maxSafeNat()), { maxLength: 3_000 });

describe('NumberIndex', () => {
  it('numbers keys in the order they are met, as a map does', () => {
    fc.assert(
      fc.property(keys, (met) => {
        const index = new NumberIndex(10_000);
        const expected = new Map<number, number>();
        for (const key of met) {
          if (!expected.has(key)) expected.set(key, expected.size);
          assert.equal(index.indexOf(key), expected.get(key));
        }
        for (const [key, number] of expected) {
          assert.equal(index.find(key), number);
          assert.equal(index.keyOf(number), key);
        }
        assert.equal(index.count, expected.size);
      }),
    );
  });

  it('takes no more keys than it may, and still knows those it has', () => {
    const index = new NumberIndex(100);
    for (let key = 0; key < 300; key++) index.indexOf(key * 4096);
    assert.equal(index.count, 100);
    assert.equal(index.indexOf(99 * 4096), 99);
    assert.equal(index.indexOf(100 * 4096), -1);
    assert.equal(index.find(100 * 4096), -1);
  });

  it('knows nothing any more once it is cleared', () => {
    const index = new NumberIndex(100);
    index.indexOf(7);
    index.clear();
    assert.equal(index.find(7), -1);
    assert.equal(index.indexOf(8), 0);
  });
});
