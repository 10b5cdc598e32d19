import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CountsOverTime } from '../../src/base/CountsOverTime';

function countsOf(times: readonly number[]): CountsOverTime {
  const counts = new CountsOverTime();
  for (const timeNs of times) counts.add(timeNs);
  return counts;
}

function sumOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

const times = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 1, maxLength: 200 });
const shown = fc.record({
  fromNs: fc.integer({ min: 0, max: 2 ** 47 }),
  binNs: fc.integer({ min: 1, max: 2 ** 43 }),
  bins: fc.integer({ min: 1, max: 64 }),
});

describe('CountsOverTime', () => {
  it('puts each of few times into its bin', () => {
    const counts = countsOf([1_000_000, 1_400_000, 1_999_999]);
    const bins = { fromNs: 1_000_000, binNs: 250_000, bins: 4 };
    assert.deepEqual([...counts.inBins(bins)], [1, 1, 0, 1]);
  });

  it('has them all, in any bins that are asked for', () => {
    fc.assert(
      fc.property(times, shown, (all, bins) => {
        const counts = countsOf(all);
        assert.equal(counts.count, all.length);
        assert.equal(sumOf(counts.inBins(bins)), all.length);
      }),
    );
  });

  it('is off by no more than a 32nd of the time between the first and the last', () => {
    fc.assert(
      fc.property(times, (all) => {
        const { firstNs, lastNs } = countsOf(all);
        const counts = countsOf(all);
        const sorted = all.toSorted((a, b) => a - b);
        const reachNs = Math.max((lastNs - firstNs) / 32, 2048);
        const binNs = Math.max((lastNs - firstNs) / 16, 1);
        const bins = counts.inBins({ fromNs: firstNs, binNs, bins: 17 });
        let upTo = 0;
        bins.forEach((count, at) => {
          upTo += count;
          const endNs = firstNs + (at + 1) * binNs;
          const before = sorted.filter((timeNs) => timeNs < endNs - reachNs).length;
          const within = sorted.filter((timeNs) => timeNs < endNs + reachNs).length;
          assert.ok(upTo >= before && upTo <= within, `${before} <= ${upTo} <= ${within}`);
        });
      }),
    );
  });

  it('adds up as if all had been counted at once, in whatever order', () => {
    fc.assert(
      fc.property(times, times, shown, (some, others, bins) => {
        const together = countsOf(some);
        together.addAll(countsOf(others));
        const backwards = countsOf(others.toReversed());
        backwards.addAll(countsOf(some.toReversed()));
        const once = countsOf([...some, ...others]);
        for (const counts of [together, backwards]) {
          assert.deepEqual(
            [counts.count, counts.firstNs, counts.lastNs, counts.inBins(bins)],
            [once.count, once.firstNs, once.lastNs, once.inBins(bins)],
          );
        }
      }),
    );
  });

  it('stays the same when nothing is added', () => {
    const counts = countsOf([5]);
    counts.addAll(new CountsOverTime());
    assert.deepEqual([counts.count, counts.firstNs, counts.lastNs], [1, 5, 5]);
  });
});
