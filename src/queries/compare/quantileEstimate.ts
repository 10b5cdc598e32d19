import { blockError } from '../../base/blockError';
import { bucketFromNs } from '../../base/DurationBuckets';
import type { RunDistribution } from '../../protocol/compare';
import type { Uncertain } from './Uncertain';

/**
 * A percentile of a run. How uncertain it is follows from how uncertain the share of durations below it
 * is, over the time bins: the interval's ends are where that share's own are reached (Woodruff 1952).
 */
export function quantileEstimate(
  distribution: RunDistribution,
  bins: number,
  share: number,
): Uncertain {
  const spread = new Spread(distribution);
  const told = share === 0.5 ? distribution.p50Ns : distribution.p99Ns;
  const middle = spread.at(share);
  const { standardError, degrees } = belowError(distribution, bins, middle);
  const least = Math.sqrt((share * (1 - share)) / distribution.total);
  const error = Math.max(standardError, least);
  const odds = share / (1 - share);
  const ends = (t: number): readonly [number, number] => {
    const factor = Math.exp((t * error) / (share * (1 - share)));
    const [low, high] = [odds / factor, odds * factor].map((of) => spread.at(shareOfOdds(of)));
    return [told - Math.max(0, middle - low!), told + Math.max(0, high! - middle)];
  };
  const [low, high] = ends(1);
  return {
    value: told,
    standardError: (high - low) / 2,
    degrees,
    ceiling: Infinity,
    range: [0, Infinity],
    some: undefined,
    rest: undefined,
    bounds: ends,
  };
}

function shareOfOdds(odds: number): number {
  return odds === Infinity ? 1 : odds / (1 + odds);
}

/** Of the share of durations below a length. */
function belowError(
  { starts, buckets, counts }: RunDistribution,
  bins: number,
  atNs: number,
): ReturnType<typeof blockError> {
  const below = new Float64Array(bins);
  const all = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    for (let at = starts[bin]!; at < starts[bin + 1]!; at++) {
      const fromNs = bucketFromNs(buckets[at]!);
      const toNs = bucketFromNs(buckets[at]! + 1);
      const part = Math.min(1, Math.max(0, (atNs - fromNs) / (toNs - fromNs)));
      below[bin]! += part * counts[at]!;
      all[bin]! += counts[at]!;
    }
  }
  return blockError(below, all);
}

/** Durations of a whole run in ascending order, even within a bucket. */
class Spread {
  private readonly buckets: readonly number[];
  /** Up to the end of each of them. */
  private readonly passed: Float64Array;

  constructor({ buckets, counts }: RunDistribution) {
    const byBucket = new Map<number, number>();
    buckets.forEach((bucket, at) =>
      byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[at]!),
    );
    this.buckets = [...byBucket.keys()].sort((a, b) => a - b);
    this.passed = new Float64Array(this.buckets.length);
    let passed = 0;
    this.buckets.forEach((bucket, at) => {
      this.passed[at] = passed += byBucket.get(bucket)!;
    });
  }

  /** The duration that a share of all of them are below. */
  at(share: number): number {
    const wanted = share * this.passed.at(-1)!;
    let at = 0;
    while (at < this.passed.length - 1 && this.passed[at]! < wanted) at++;
    const before = at === 0 ? 0 : this.passed[at - 1]!;
    const within = (wanted - before) / (this.passed[at]! - before);
    const fromNs = bucketFromNs(this.buckets[at]!);
    return fromNs + within * (bucketFromNs(this.buckets[at]! + 1) - fromNs);
  }
}
