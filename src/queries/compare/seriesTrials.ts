import type { Measure, RunSeries, SeriesFamily } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import { sumOf } from '../../base/sumOf';
import { eventsNeeded } from './eventsNeeded';
import { metricWords, seriesId } from './metricWords';
import type { SeriesPair } from './SeriesPair';
import { ratioEstimate } from './ratioEstimate';
import type { Ratio } from './ratioEstimate';
import type { Trial } from './Trial';
import { seriesWeight } from './weights';

const NS_PER_SECOND = 1e9;

const measuresOf: Readonly<Record<SeriesFamily, readonly Measure[]>> = {
  exits: ['rate', 'per_guest_second', 'ns_per_second'],
  state: ['share'],
  idle: ['rate', 'share', 'fraction'],
  wakes: ['rate', 'fraction'],
  faults: ['rate', 'per_guest_second', 'ns_per_second'],
  page: ['stores.rate', 'true.rate', 'false.rate'],
  hot: ['rate'],
};

const units = {
  rate: '1/s',
  'stores.rate': '1/s',
  'true.rate': '1/s',
  'false.rate': '1/s',
  per_guest_second: '1/guest s',
  ns_per_second: 'ns/s',
  share: 'share',
  fraction: 'share',
  p50: 'ns',
  p99: 'ns',
} as const;

/** The metrics of all series of two runs that both can tell. `isVmx`: one of them has exits of VMX. */
export function seriesTrials(a: ComparedRun, b: ComparedRun, isVmx: boolean): readonly Trial[] {
  return pairsOf(a, b).flatMap((pair) =>
    measuresOf[pair.family].flatMap((measure) => trialOf(pair, measure, a, b, isVmx) ?? []),
  );
}

function pairsOf(a: ComparedRun, b: ComparedRun): readonly SeriesPair[] {
  const ids = new Set([...a.series.keys(), ...b.series.keys()]);
  return [...ids].flatMap((id) => {
    const [ofA, ofB] = [a.series.get(id), b.series.get(id)];
    const { family, subject, vcpu } = (ofA ?? ofB)!;
    const isWhole = isKept(a, ofA, ofB) && isKept(b, ofB, ofA);
    const isPaired = a.hasVcpu(vcpu) && b.hasVcpu(vcpu);
    return isWhole && isPaired ? [{ family, subject, vcpu, a: ofA, b: ofB }] : [];
  });
}

/** Whether a series that is not there means 0: of pages, code and single vCPUs only the first ones are kept. */
function isKept(
  { profile: { facts } }: ComparedRun,
  own: RunSeries | undefined,
  other: RunSeries | undefined,
): boolean {
  if (own !== undefined || other === undefined) return true;
  if (other.family === 'page') return facts.fewestStores === 0;
  if (other.family === 'hot') return facts.fewestHot === 0;
  return other.vcpu === null || facts.fewestOfVcpu === 0;
}

function trialOf(
  pair: SeriesPair,
  measure: Measure,
  a: ComparedRun,
  b: ComparedRun,
  isVmx: boolean,
): Trial | undefined {
  const { family, subject, vcpu } = pair;
  const [ratioA, ratioB] = [ratioOf(a, pair, pair.a, measure), ratioOf(b, pair, pair.b, measure)];
  const ofA = ratioA && ratioEstimate(ratioA);
  const ofB = ratioB && ratioEstimate(ratioB);
  if (ofA === undefined || ofB === undefined || (ofA.value === 0 && ofB.value === 0)) {
    return undefined;
  }
  const isTime = measure === 'ns_per_second';
  return {
    id: `${seriesId(family, subject, vcpu)}.${measure}`,
    what: metricWords(family, subject, measure, vcpu),
    unit: units[measure],
    measure,
    vcpu,
    a: ofA,
    b: ofB,
    weight: seriesWeight(pair, measure, a, b),
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
    case 'p50':
    case 'p99':
      return undefined;
  }
}

function minus(counts: Float64Array, some: Float64Array): Float64Array {
  return counts.map((count, bin) => count - some[bin]!);
}
