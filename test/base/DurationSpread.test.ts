import assert from 'node:assert/strict';
import fc from 'fast-check';
import { durationBucket } from '../../src/base/DurationBuckets';
import { DurationSpread } from '../../src/base/DurationSpread';

function spreadOf(durationsNs: readonly number[]): DurationSpread {
  return new DurationSpread({
    buckets: Uint16Array.from(durationsNs, durationBucket),
    counts: new Float64Array(durationsNs.length).fill(1),
  });
}

describe('DurationSpread', () => {
  it('takes the durations of a bucket for evenly spread over it', () => {
    const spread = spreadOf([1024, 1024, 1024, 1024]);

    assert.equal(spread.at(0), 1024);
    assert.equal(spread.at(0.5), 1040);
    assert.equal(spread.at(1), 1056);
  });

  it('adds up a bucket that several time bins have', () => {
    const spread = new DurationSpread({
      buckets: Uint16Array.of(7, 3, 7),
      counts: Float64Array.of(1, 2, 1),
    });

    assert.equal(spread.at(0.5), 4);
    assert.equal(spread.at(0.75), 7.5);
  });

  it('answers within the bucket of the duration that a sort would put there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(2_000_000_000), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (durationsNs, share) => {
          const sorted = [...durationsNs].sort((a, b) => a - b);
          const rank = Math.ceil(share * sorted.length) - 1;
          const bucket = durationBucket(sorted[rank]!);
          const told = durationBucket(Math.floor(spreadOf(durationsNs).at(share)));
          assert.ok(told === bucket || told === bucket + 1);
        },
      ),
    );
  });
});
