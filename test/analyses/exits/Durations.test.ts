import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Durations, summarise } from '../../../src/analyses/exits/Durations';

function durationsOf(values: readonly number[]): Durations {
  const durations = new Durations();
  for (const durationNs of values) durations.push(durationNs);
  return durations;
}

/** So many that they are not kept one by one. */
const MANY = 70_000;

describe('summarise', () => {
  it('has nothing to say of exits without an entry', () => {
    assert.equal(summarise([]), undefined);
    assert.equal(summarise([new Durations(), new Durations()]), undefined);
  });

  it('describes all durations together, with values that occurred', () => {
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    const summary = summarise([durationsOf(all.slice(0, 30)), durationsOf(all.slice(30))]);
    assert.deepEqual(summary, {
      minNs: 1,
      meanNs: 51, // 50.5, rounded
      p50Ns: 50,
      p90Ns: 90,
      p99Ns: 99,
      maxNs: 100,
    });
  });

  it('does not disturb what was kept', () => {
    const durations = durationsOf([3, 1, 2]);
    summarise([durations]);
    assert.deepEqual(summarise([durations, durationsOf([9])])?.p50Ns, 2);
  });

  it('is right to 0.05 % for any number of durations, and exact at both ends', () => {
    const all = Array.from({ length: MANY }, (_, index) => 1 + ((index * 7919) % MANY) * 1013);
    const summary = summarise([durationsOf(all.slice(0, 100)), durationsOf(all.slice(100))])!;
    const sorted = all.toSorted((a, b) => a - b);
    assert.deepEqual([summary.minNs, summary.maxNs], [sorted[0], sorted.at(-1)]);
    assert.equal(summary.meanNs, Math.round(all.reduce((a, b) => a + b) / MANY));
    for (const [share, value] of [
      [0.5, summary.p50Ns],
      [0.9, summary.p90Ns],
      [0.99, summary.p99Ns],
    ] as const) {
      const exact = sorted[Math.ceil(share * MANY) - 1]!;
      assert.ok(Math.abs(value - exact) <= exact * 0.0005, `${value} instead of ${exact}`);
    }
  });

  it('says the same of a constant, however often it occurred', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 36 }), (value) => {
        const summary = summarise([durationsOf(new Array<number>(MANY).fill(value))]);
        assert.deepEqual(summary, {
          minNs: value,
          meanNs: value,
          p50Ns: value,
          p90Ns: value,
          p99Ns: value,
          maxNs: value,
        });
      }),
      { numRuns: 5 },
    );
  });
});
