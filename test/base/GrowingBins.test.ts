import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GrowingBins, MOST_BINS } from '../../src/base/GrowingBins';
import { sumOf } from '../../src/base/sumOf';

const times = fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 1, maxLength: 100 });
const stretches = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 0, max: 2 ** 40 })),
  { maxLength: 50 },
);

describe('GrowingBins', () => {
  it('keeps every count when bins grow', () => {
    fc.assert(
      fc.property(times, (all) => {
        const bins = new GrowingBins();
        bins.begin(0);
        const counts = bins.series();
        for (const timeNs of all) counts[bins.at(timeNs)]!++;
        assert.equal(sumOf(counts), all.length);
        assert.ok(Math.max(...all) < bins.binNs * MOST_BINS);
      }),
    );
  });

  it('has the length of all stretches, and of each bin at most as often as stretches reach it', () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const bins = new GrowingBins();
        bins.begin(0);
        const lengths = bins.series();
        for (const [fromNs, lengthNs] of all) bins.addStretch(lengths, fromNs, fromNs + lengthNs);
        assert.equal(
          Math.round(sumOf(lengths)),
          all.reduce((sum, [, lengthNs]) => sum + lengthNs, 0),
        );
        assert.ok(lengths.every((ns) => ns <= bins.binNs * all.length));
      }),
    );
  });

  it('leaves out what of a stretch comes before it begins', () => {
    const bins = new GrowingBins();
    const lengths = bins.series();
    bins.addStretch(lengths, 0, 500);
    bins.begin(1000);
    bins.addStretch(lengths, 400, 1300);
    assert.equal(sumOf(lengths), 300);
  });

  it('brings distributions together as their bins are', () => {
    const bins = new GrowingBins();
    bins.begin(0);
    const durations = bins.distribution();
    for (const timeNs of [0, 1024, 2048]) durations.add(bins.at(timeNs), 100);
    bins.at(1024 * MOST_BINS);
    const { starts, counts } = durations.sparse(2);
    assert.deepEqual([...starts], [0, 1, 2]);
    assert.deepEqual([...counts], [2, 1]);
  });
});
