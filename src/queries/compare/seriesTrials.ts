import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { Measure, RunSeries, RunVcpu, SeriesFamily } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import { sumOf } from '../../base/sumOf';
import { eventsNeeded } from './eventsNeeded';
import { measuresOf } from './measures';
import { metricWords, seriesId } from './metricWords';
import type { SeriesPair } from './SeriesPair';
import { ratioEstimate } from './ratioEstimate';
import type { Ratio } from './ratioEstimate';
import { repeatedRuns } from './repeatedRuns';
import type { Trial } from './Trial';
import type { Uncertain } from './Uncertain';
import { seriesWeight } from './weights';

const units = {
  rate: '1/s',
  'stores.rate': '1/s',
  'true.rate': '1/s',
  'false.rate': '1/s',
  per_guest_second: '1/guest s',
  ns_per_second: 'ns/s',
  share: 'share',
  fraction: 'share',
  ns_per_halt: 'ns',
  most: 'ns',
  p50: 'ns',
  p99: 'ns',
} as const;

/** Runs that are compared with others: of one kind. */
type Side = readonly ComparedRun[];

/** The metrics of all series of two sides that all their runs can tell. `isVmx`: one of them has exits of VMX. */
export function seriesTrials(a: Side, b: Side, isVmx: boolean): readonly Trial[] {
  return pairsOf(a, b).flatMap((pair) =>
    measuresOf[pair.family].flatMap((measure) => trialOf(pair, measure, a, b, isVmx) ?? []),
  );
}

function pairsOf(a: Side, b: Side): readonly SeriesPair[] {
  const runs = [...a, ...b];
  const known = new Map(runs.flatMap(({ series }) => [...series]));
  const haveSeveral = runs.some(({ vcpus }) => vcpus > 1);
  return [...known].flatMap(([id, { family, subject, vcpu }]) => {
    // What the other subject says, the other way round.
    if (family === 'poll_window' && subject === 'shut') return [];
    // A single vCPU is all of them together.
    if (vcpu !== null && !haveSeveral) return [];
    const isTold = runs.every((run) => run.hasVcpu(vcpu) && isKept(run, id, family, vcpu));
    const of = (side: Side): SeriesPair['a'] => side.map(({ series }) => series.get(id));
    return isTold ? [{ family, subject, vcpu, a: of(a), b: of(b) }] : [];
  });
}

/** Whether a series that is not there means 0: of pages, code and single vCPUs only the first ones are kept. */
function isKept(
  { series, profile: { facts } }: ComparedRun,
  id: string,
  family: SeriesFamily,
  vcpu: RunVcpu | null,
): boolean {
  if (series.has(id)) return true;
  if (family === 'page') return facts.fewestStores === 0;
  if (family === 'hot') return facts.fewestHot === 0;
  return vcpu === null || facts.fewestOfVcpu === 0;
}

function trialOf(
  pair: SeriesPair,
  measure: Measure,
  a: Side,
  b: Side,
  isVmx: boolean,
): Trial | undefined {
  const { family, subject, vcpu } = pair;
  const estimates = (side: Side, series: SeriesPair['a']): readonly Uncertain[] =>
    side.flatMap((run, index) => {
      const ratio = ratioOf(run, pair, series[index], measure);
      return (ratio && ratioEstimate(ratio)) ?? [];
    });
  const [ofA, ofB] = [estimates(a, pair.a), estimates(b, pair.b)];
  if (ofA.length < a.length || ofB.length < b.length) return undefined;
  const [one, other] = repeatedRuns(ofA, ofB);
  if (one.value === 0 && other.value === 0) return undefined;
  const isTime = measure === 'ns_per_second';
  return {
    id: `${seriesId(family, subject, vcpu)}.${measure}`,
    what: metricWords(family, subject, measure, vcpu),
    unit: units[measure],
    measure,
    vcpu,
    a: one,
    b: other,
    weight: seriesWeight(pair, measure, [...a, ...b]),
    needs: [
      ...eventsNeeded(family, subject, isVmx),
      ...(isTime || measure === 'per_guest_second' ? ['kvm_entry'] : []),
    ],
  };
}

/** undefined: the run cannot tell it. */
function ratioOf(
  run: ComparedRun,
  { family, vcpu }: SeriesPair,
  series: RunSeries | undefined,
  measure: Measure,
): Ratio | undefined {
  const none = new Float64Array(run.bins);
  const occurrences = series?.occurrences ?? 0;
  const counts = series === undefined ? none : series.counts;
  const timesNs = series === undefined ? none : series.timesNs;
  switch (measure) {
    case 'rate':
    case 'stores.rate':
      return counts && { above: counts, below: run.seconds, occurrences, ceiling: Infinity };
    case 'per_guest_second': {
      const below = run.guestSeconds(vcpu);
      return counts && below && { above: counts, below, occurrences, ceiling: Infinity };
    }
    case 'ns_per_second': {
      const ceiling = NS_PER_SECOND * (vcpu === null ? run.vcpus : 1);
      return timesNs && { above: timesNs, below: run.seconds, occurrences, ceiling };
    }
    case 'share':
      return timesNs && { above: timesNs, below: run.vcpuTimeNs(vcpu), occurrences, ceiling: 1 };
    case 'fraction': {
      const below = run.countsOf(family, vcpu);
      return counts && { above: counts, below, occurrences, ceiling: 1 };
    }
    case 'true.rate':
    case 'false.rate': {
      const waking = series === undefined ? none : series.wakingCounts;
      const above = measure === 'true.rate' ? waking : waking && counts && minus(counts, waking);
      return above && { above, below: run.seconds, occurrences: sumOf(above), ceiling: Infinity };
    }
    case 'ns_per_halt': {
      const below = run.countsOf(family, vcpu);
      return timesNs && { above: timesNs, below, occurrences, ceiling: Infinity };
    }
    case 'most':
    case 'p50':
    case 'p99':
      return undefined;
  }
}

function minus(counts: Float64Array, some: Float64Array): Float64Array {
  return counts.map((count, bin) => count - some[bin]!);
}
