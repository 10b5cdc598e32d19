import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heatLevel, mergedBins } from '../../../webview/charts/heatLevel';

describe('heatLevel', () => {
  it('is nothing without faults, and all at the most', () => {
    assert.equal(heatLevel(0, 100), 0);
    assert.equal(heatLevel(100, 100), 1);
    assert.equal(heatLevel(1, 1), 1);
  });

  it('shows a single fault beside a million', () => {
    assert.equal(heatLevel(1, 1e6), 0.25);
  });

  it('grows with the count', () => {
    const count = fc.integer({ min: 1, max: 1e6 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const most = Math.max(a, b);
        assert.ok(heatLevel(Math.min(a, b), most) <= heatLevel(most, most));
      }),
    );
  });
});

describe('mergedBins', () => {
  it('loses no fault', () => {
    fc.assert(
      fc.property(
        fc.uint32Array({ minLength: 1, max: 1000 }),
        fc.integer({ min: 1, max: 20 }),
        (counts, bins) => {
          const sum = (of: Iterable<number>): number => [...of].reduce((a, b) => a + b, 0);
          assert.equal(sum(mergedBins(counts, bins)), sum(counts));
        },
      ),
    );
  });

  it('adds up neighbours', () => {
    assert.deepEqual([...mergedBins(Uint32Array.of(1, 2, 3, 4, 5, 6), 3)], [3, 7, 11]);
  });
});
