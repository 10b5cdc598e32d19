import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quantiles, valueAtRank } from '../../src/base/quantiles';

describe('quantiles', () => {
  it('answers with values that occurred, by nearest rank', () => {
    assert.deepEqual(
      quantiles(Float64Array.of(40, 10, 30, 20), [0, 0.5, 0.75, 1]),
      [10, 20, 30, 40],
    );
  });

  it('gives a single value for every share', () => {
    assert.deepEqual(quantiles(Float64Array.of(7), [0, 0.5, 0.99, 1]), [7, 7, 7].concat(7));
  });

  it('agrees with sorting', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 200 }),
        shares,
        (values, wanted) => {
          const ascending = wanted.sort((a, b) => a - b);
          const sorted = Float64Array.from(values).sort();
          const expected = ascending.map(
            (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)],
          );
          assert.deepEqual(quantiles(Float64Array.from(values), ascending), expected);
        },
      ),
    );
  });

  it('copes with values that arrive sorted, and with all the same', () => {
    const sorted = Float64Array.from({ length: 100_000 }, (_, index) => index);
    assert.deepEqual(quantiles(sorted, [0.5]), [49_999]);
    assert.deepEqual(quantiles(new Float64Array(100_000).fill(3), [0.5, 0.99]), [3, 3]);
  });
});

describe('valueAtRank', () => {
  it('agrees with sorting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        (values, at) => {
          const rank = at % values.length;
          const sorted = Float64Array.from(values).sort();
          assert.equal(valueAtRank(Float64Array.from(values), rank), sorted[rank]);
        },
      ),
    );
  });
});
