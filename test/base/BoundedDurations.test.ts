import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BoundedDurations } from '../../src/base/BoundedDurations';

function durationsOf(values: readonly number[]): BoundedDurations {
  const durations = new BoundedDurations();
  for (const value of values) durations.push(value);
  return durations;
}

const lengths = fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 200 });

describe('BoundedDurations', () => {
  it('has nothing to say without a duration', () => {
    assert.equal(new BoundedDurations().summary(), undefined);
  });

  it('is exact for up to 64 durations', () => {
    const values = Array.from({ length: 64 }, (_, index) => (index * 37) % 64);
    assert.deepEqual(durationsOf(values).summary(), { p50Ns: 31, p99Ns: 63 });
  });

  it('is right to 3.2 % for any number, together with others or not', () => {
    fc.assert(
      fc.property(lengths, lengths, (some, others) => {
        const sorted = [...some, ...others].sort((a, b) => a - b);
        const together = durationsOf(some);
        together.addAll(durationsOf(others));
        const summary = together.summary()!;
        for (const [share, value] of [
          [0.5, summary.p50Ns],
          [0.99, summary.p99Ns],
        ] as const) {
          const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
          assert.ok(Math.abs(value - exact) <= exact * 0.032, `${value} instead of ${exact}`);
        }
        assert.deepEqual(
          [together.count, together.minNs, together.maxNs],
          [sorted.length, sorted[0], sorted.at(-1)],
        );
      }),
    );
  });
});
