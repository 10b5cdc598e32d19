import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lowerBound } from '../../src/base/bisect';

describe('lowerBound', () => {
  it('finds the first of equal values', () => {
    assert.equal(lowerBound([1, 3, 3, 3, 8], 3), 1);
  });

  it('looks between the given bounds only', () => {
    assert.equal(lowerBound([1, 3, 3, 3, 8], 3, 2, 4), 2);
    assert.equal(lowerBound([1, 3, 3, 3, 8], 9, 0, 2), 2);
  });

  it('splits every ascending list into what is below and what is not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, wanted) => {
        const ascending = Float64Array.from(values).sort();
        const at = lowerBound(ascending, wanted);
        assert.ok(ascending.subarray(0, at).every((value) => value < wanted));
        assert.ok(ascending.subarray(at).every((value) => value >= wanted));
      }),
    );
  });
});
