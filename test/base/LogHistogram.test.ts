import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogHistogram } from '../../src/base/LogHistogram';

const numbers = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 2 ** 50 }));

describe('LogHistogram', () => {
  it('gives small numbers back exactly', () => {
    const histogram = new LogHistogram();
    for (const value of [5, 0, 2047, 5]) histogram.add(value, 1);
    assert.deepEqual(histogram.valuesAt([0, 1, 2, 3]), [0, 5, 5, 2047]);
  });

  it('gives every number back to within 0.05 %', () => {
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 50 }), (values) => {
        const histogram = new LogHistogram();
        for (const value of values) histogram.add(value, 1);
        const found = histogram.valuesAt(values.map((_, rank) => rank));
        const sorted = values.toSorted((a, b) => a - b);
        found.forEach((value, rank) => {
          const exact = sorted[rank]!;
          assert.ok(Math.abs(value - exact) <= exact * 0.0005, `${value} instead of ${exact}`);
        });
      }),
    );
  });

  it('counts the numbers between two others', () => {
    const histogram = new LogHistogram();
    for (const value of [5, 9, 10, 10, 11, 2 ** 40]) histogram.add(value, 1);
    assert.equal(histogram.countWithin(9, 10), 3);
    assert.equal(histogram.countWithin(0.999 * 2 ** 40, 1.001 * 2 ** 40), 1);
  });

  it('holds the numbers of both after adding another', () => {
    const one = new LogHistogram();
    const other = new LogHistogram();
    one.add(3, 2);
    other.add(1, 1);
    other.add(2 ** 40, 1);
    one.addAll(other);
    const values = one.valuesAt([0, 1, 2, 3]);
    assert.deepEqual(values.slice(0, 3), [1, 3, 3]);
    assert.ok(Math.abs(values[3]! / 2 ** 40 - 1) < 0.0005);
  });
});
