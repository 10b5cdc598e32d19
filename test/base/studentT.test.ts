import assert from 'node:assert/strict';
import { studentQuantile, studentTail } from '../../src/base/studentT';

/** Upper 2.5 % points: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2. */
const points: readonly (readonly [number, number])[] = [
  [1, 12.706],
  [2, 4.303],
  [5, 2.571],
  [10, 2.228],
  [30, 2.042],
  [100, 1.984],
];

describe('Student’s t', () => {
  it('has the points of the tables', () => {
    for (const [df, t] of points) {
      assert.ok(Math.abs(studentQuantile(0.025, df) - t) < 6e-4, `${df} degrees`);
      assert.ok(Math.abs(studentTail(t, df) - 0.025) < 2e-5, `${df} degrees`);
    }
  });

  it('is symmetric, and nothing lies beyond infinity', () => {
    assert.equal(studentTail(0, 3), 0.5);
    assert.ok(Math.abs(studentTail(-1.5, 4.5) + studentTail(1.5, 4.5) - 1) < 1e-12);
    assert.equal(studentTail(Infinity, 4), 0);
  });
});
