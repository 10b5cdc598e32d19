import type { Bands, Stretch } from '../../../src/queries/timelineWords/Bands';

/** Bands of stretches that are given, by lane, in order. */
export function madeBands(lanes: ReadonlyMap<string, readonly Stretch[]>): Bands {
  const between = (key: string, fromNs: number, toNs: number): readonly Stretch[] =>
    (lanes.get(key) ?? []).filter((of) => of.toNs > fromNs && of.fromNs < toNs);
  return {
    at: (key, timeNs) =>
      (lanes.get(key) ?? []).find(({ fromNs, toNs }) => fromNs <= timeNs && timeNs < toNs),
    between,
    sumsNs: (key, fromNs, toNs) => {
      const sums = new Map<string, number>();
      for (const of of between(key, fromNs, toNs)) {
        const ns = Math.min(of.toNs, toNs) - Math.max(of.fromNs, fromNs);
        sums.set(of.category, (sums.get(of.category) ?? 0) + ns);
      }
      return sums;
    },
  };
}
