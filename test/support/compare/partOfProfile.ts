import { bucketFromNs } from '../../../src/base/DurationBuckets';
import { sumOf } from '../../../src/base/sumOf';
import type { RunDistribution, RunProfile, RunSeries } from '../../../src/protocol/compare';

/** A run of some of a run's time bins only, in their order: what a shorter recording of the same load could have been. */
export function partOfProfile(profile: RunProfile, bins: readonly number[]): RunProfile {
  const taken = (values: Float64Array): Float64Array =>
    Float64Array.from(bins, (bin) => values[bin]!);
  const wallNs = taken(profile.wallNs);
  const part = sumOf(wallNs) / sumOf(profile.wallNs);
  return {
    ...profile,
    facts: { ...profile.facts, durationNs: sumOf(wallNs) },
    wallNs,
    guestNs: taken(profile.guestNs),
    series: profile.series.flatMap((series) => seriesPart(series, taken, part)),
    distributions: profile.distributions.flatMap((of) => distributionPart(of, bins)),
  };
}

function seriesPart(
  series: RunSeries,
  taken: (values: Float64Array) => Float64Array,
  part: number,
): readonly RunSeries[] {
  const counts = series.counts && taken(series.counts);
  const timesNs = series.timesNs && taken(series.timesNs);
  const occurrences = counts === undefined ? series.occurrences * part : sumOf(counts);
  if (occurrences === 0 || (counts === undefined && sumOf(timesNs!) === 0)) return [];
  const share = counts === undefined ? part : occurrences / series.occurrences;
  return [
    {
      ...series,
      counts,
      timesNs,
      ...(series.wakingCounts && { wakingCounts: taken(series.wakingCounts) }),
      occurrences,
      costNs: series.costNs === null ? null : series.costNs * share,
    },
  ];
}

function distributionPart(
  of: RunDistribution,
  bins: readonly number[],
): readonly RunDistribution[] {
  const starts = new Uint32Array(bins.length + 1);
  const buckets: number[] = [];
  const counts: number[] = [];
  bins.forEach((bin, index) => {
    for (let at = of.starts[bin]!; at < of.starts[bin + 1]!; at++) {
      buckets.push(of.buckets[at]!);
      counts.push(of.counts[at]!);
    }
    starts[index + 1] = buckets.length;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const spread = { starts, buckets: Uint16Array.from(buckets), counts: Float64Array.from(counts) };
  const at = (share: number): number => quantile(buckets, counts, share * total);
  return [{ id: of.id, ...spread, total, p50Ns: at(0.5), p99Ns: at(0.99) }];
}

/** Even within a bucket. */
function quantile(buckets: readonly number[], counts: readonly number[], rank: number): number {
  const byBucket = new Map<number, number>();
  buckets.forEach((bucket, at) => byBucket.set(bucket, (byBucket.get(bucket) ?? 0) + counts[at]!));
  let passed = 0;
  for (const [bucket, count] of [...byBucket].sort(([a], [b]) => a - b)) {
    if (passed + count >= rank) {
      const fromNs = bucketFromNs(bucket);
      return fromNs + ((rank - passed) / count) * (bucketFromNs(bucket + 1) - fromNs);
    }
    passed += count;
  }
  return NaN;
}
