import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cheapestAssignment } from '../../src/base/cheapestAssignment';

function costOf(costs: readonly (readonly number[])[], assigned: readonly number[]): number {
  return assigned.reduce((sum, column, row) => sum + costs[row]![column]!, 0);
}

/** Every way to give each row a column of its own. */
function leastOfAll(costs: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const row = costs[taken.length];
  if (row === undefined) return costOf(costs, taken);
  return Math.min(
    ...row.map((_, column) =>
      taken.includes(column) ? Infinity : leastOfAll(costs, [...taken, column]),
    ),
  );
}

describe('cheapestAssignment', () => {
  it('costs as little as the cheapest of all ways, and gives no column twice', () => {
    const sizes = fc.integer({ min: 1, max: 4 }).chain((rows) =>
      fc.integer({ min: rows, max: 5 }).chain((columns) => {
        const row = fc.array(fc.integer({ min: 0, max: 20 }), {
          minLength: columns,
          maxLength: columns,
        });
        return fc.array(row, { minLength: rows, maxLength: rows });
      }),
    );
    fc.assert(
      fc.property(sizes, (costs) => {
        const assigned = cheapestAssignment(costs);
        assert.equal(new Set(assigned).size, costs.length);
        assert.equal(costOf(costs, assigned), leastOfAll(costs));
      }),
    );
  });

  it('assigns nothing to nobody', () => {
    assert.deepEqual(cheapestAssignment([]), []);
  });
});
