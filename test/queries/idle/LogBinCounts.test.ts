import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LogBinCounts } from '../../../src/queries/idle/LogBinCounts';

describe('LogBinCounts', () => {
  it('puts every duration into the bin whose bounds hold it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (durationNs) => {
        const counts = new LogBinCounts();
        counts.add(durationNs);
        const { first } = counts.result();
        const slack = 1e-6;
        assert.ok(10 ** (first / 10) <= durationNs * (1 + slack));
        assert.ok(durationNs < 10 ** ((first + 1) / 10) * (1 + slack));
      }),
    );
  });

  it('holds only the bins between the first and the last that are not empty', () => {
    const counts = new LogBinCounts();
    counts.add(1_000);
    counts.add(10_000);
    counts.add(10_001);

    const { first, counts: bins, p50Ns } = counts.result();

    assert.deepEqual([first, bins.length, bins[0], bins[10]], [30, 11, 1, 2]);
    assert.equal(p50Ns, 10_000);
  });

  it('is empty, without percentiles, when nothing was counted', () => {
    const { counts, p50Ns, p99Ns } = new LogBinCounts().result();

    assert.deepEqual([counts.length, p50Ns, p99Ns], [0, null, null]);
  });
});
