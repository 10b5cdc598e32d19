import { blockError } from '../../base/blockError';
import { bucketFromNs, durationBucket } from '../../base/DurationBuckets';
import { DurationSpread } from '../../base/DurationSpread';
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
  const spread = new DurationSpread(distribution);
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
  const parted = durationBucket(atNs);
  const fromNs = bucketFromNs(parted);
  const part = (atNs - fromNs) / (bucketFromNs(parted + 1) - fromNs);
  const below = new Float64Array(bins);
  const all = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    for (let at = starts[bin]!; at < starts[bin + 1]!; at++) {
      const bucket = buckets[at]!;
      const count = counts[at]!;
      all[bin]! += count;
      if (bucket < parted) below[bin]! += count;
      else if (bucket === parted) below[bin]! += part * count;
    }
  }
  return blockError(below, all);
}
