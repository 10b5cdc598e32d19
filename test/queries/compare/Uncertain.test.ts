import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sumOf } from '../../../src/base/sumOf';
import { ratioEstimate } from '../../../src/queries/compare/ratioEstimate';
import { uncertainDifference } from '../../../src/queries/compare/Uncertain';
import type { Uncertain } from '../../../src/queries/compare/Uncertain';

const BINS = 64;

/** Of happenings by bin of a second each; `ceiling` 1: the part of a bin that they take. */
function estimateOf(counts: ArrayLike<number>, ceiling = Infinity): Uncertain {
  const above = Float64Array.from(counts);
  const below = new Float64Array(above.length).fill(1);
  return ratioEstimate({ above, below, occurrences: Math.max(1, sumOf(above)), ceiling })!;
}

const none = new Float64Array(BINS);
/** Phases of some bins, between none at all and a lot. */
const phases = Float64Array.from({ length: BINS }, (_, bin) =>
  bin >= 18 && bin < 28 ? 0 : bin < 18 ? 40 + (bin % 7) : bin < 52 ? 200 + (bin % 11) : 12,
);

describe('uncertainDifference', () => {
  it('bounds what one run never shows by how long the other is without it, however that varies', () => {
    const has = estimateOf(phases);
    const { low, high, p } = uncertainDifference(estimateOf(none), has);
    assert.ok(p < 0.02, String(p));
    assert.ok(low! > has.value / 10 && high! < 5 * has.value, `${low} ${high}`);
  });

  it('bounds what one run always does as well as what it never does', () => {
    const shares = phases.map((count) => count / 250);
    const rest = shares.map((share) => 1 - share);
    const fromNone = uncertainDifference(estimateOf(none, 1), estimateOf(shares, 1));
    const fromAll = uncertainDifference(
      estimateOf(new Float64Array(BINS).fill(1), 1),
      estimateOf(rest, 1),
    );
    assert.ok(Math.abs(fromAll.p - fromNone.p) < 1e-9);
    assert.ok(Math.abs(fromAll.low! + fromNone.high!) < 1e-9);
    assert.ok(Math.abs(fromAll.high! + fromNone.low!) < 1e-9);
  });

  it('leaves 0 out of an interval exactly where its probability is below 5 %', () => {
    const run = fc.oneof(
      fc.constant(Array.from(none)),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: BINS, maxLength: BINS }),
      fc.array(
        fc.integer({ min: -400, max: 40 }).map((of) => Math.max(0, of)),
        {
          minLength: BINS,
          maxLength: BINS,
        },
      ),
    );
    fc.assert(
      fc.property(run, run, fc.constantFrom(Infinity, 1), (a, b, ceiling) => {
        const scale = ceiling === 1 ? 40 : 1;
        const [ofA, ofB] = [a, b].map((of) =>
          estimateOf(
            of.map((count) => count / scale),
            ceiling,
          ),
        );
        const { low, high, p } = uncertainDifference(ofA!, ofB!);
        const leavesOut = (low ?? -1) > 0 || (high ?? 1) < 0;
        assert.equal(leavesOut, p < 0.05);
        assert.ok((low ?? -Infinity) <= ofB!.value - ofA!.value + 1e-12);
        assert.ok((high ?? Infinity) >= ofB!.value - ofA!.value - 1e-12);
      }),
    );
  });

  it('takes no run for busier as a whole than the busiest of its bins, where 0 is on the other side', () => {
    const slow = Float64Array.from({ length: BINS }, (_, bin) => (bin < BINS / 2 ? 300 : 500));
    const { high } = uncertainDifference(
      estimateOf(new Float64Array(BINS).fill(10)),
      estimateOf(slow),
    );
    assert.ok(high! <= 500, String(high));
  });
});
