import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bucketFromNs, durationBucket } from '../../src/base/DurationBuckets';

const durations = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('durationBucket', () => {
  it('gives the bucket that holds a duration, at most a 32nd of it wide', () => {
    fc.assert(
      fc.property(durations, (ns) => {
        const bucket = durationBucket(ns);
        const [fromNs, toNs] = [bucketFromNs(bucket), bucketFromNs(bucket + 1)];
        assert.ok(fromNs <= ns && ns < toNs);
        assert.ok(toNs - fromNs <= Math.max(1, fromNs / 32));
      }),
    );
  });

  it('numbers buckets in the order of their durations', () => {
    fc.assert(
      fc.property(durations, durations, (one, other) => {
        if (one < other) assert.ok(durationBucket(one) <= durationBucket(other));
      }),
    );
  });
});
