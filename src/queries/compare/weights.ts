import { average } from '../../base/average';
import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { Measure, SeriesFamily } from '../../protocol/compare';
import { withoutVcpu } from '../../protocol/rowSubject';
import type { ComparedRun } from './ComparedRun';
import type { SeriesPair } from './SeriesPair';

/** What going idle and waking costs where no wakeup's latency is known. */
const ASSUMED_WAKE_NS = 10_000;
/** A row that names a cause says more than one that shows what followed from it. */
const CAUSE_WEIGHT = 4;
const causes: ReadonlySet<string> = new Set<SeriesFamily>([
  'idle',
  'poll_window',
  'wakes',
  'faults',
  'page',
]);
/** What came or went altogether counts as a change by e to the power of this, about twentyfold. */
const MOST_CHANGE = 3;

/** Share of the vCPUs' time that a difference of 1 is about. */
export function seriesWeight(
  pair: SeriesPair,
  measure: Measure,
  runs: readonly ComparedRun[],
): number {
  const vcpus = Math.max(1, average(runs.map((run) => run.vcpus)));
  if (measure === 'share') return pair.vcpu === null ? 1 : 1 / vcpus;
  if (measure === 'ns_per_second') return 1 / NS_PER_SECOND / vcpus;
  if (measure === 'ns_per_halt') return meanRate(pair, runs) / NS_PER_SECOND / vcpus;
  const eachCosts = costOf(pair, runs) / NS_PER_SECOND / vcpus;
  if (measure === 'fraction') return eachCosts * meanRate(pair, runs);
  if (measure !== 'per_guest_second') return eachCosts;
  const shares = runs.map(({ profile }) => profile.facts.guestShare ?? 0);
  return eachCosts * vcpus * Math.min(...shares);
}

/** How much a significant difference matters: its effect by how much of a change it is, causes before consequences. */
export function importanceOf(id: string, effect: number, a: number, b: number): number {
  const ratio = a === 0 || b === 0 ? Infinity : Math.abs(Math.log(b / a));
  const [family = '', subject] = withoutVcpu(id).split('.');
  // Polling is what the host was told to do.
  const isCause = causes.has(family) || (family === 'state' && subject === 'halt_poll');
  return effect * Math.min(MOST_CHANGE, ratio) * (isCause ? CAUSE_WEIGHT : 1);
}

/** Mean ns that each happening took of a vCPU; of idling, what waking takes. */
function costOf(pair: SeriesPair, runs: readonly ComparedRun[]): number {
  const known = [...pair.a, ...pair.b].flatMap((series) => series ?? []);
  if (known.some(({ costNs }) => costNs === null)) return wakeupNs(runs);
  const occurrences = known.reduce((sum, of) => sum + of.occurrences, 0);
  const costNs = known.reduce((sum, of) => sum + (of.costNs ?? 0), 0);
  return occurrences === 0 ? 0 : costNs / occurrences;
}

function wakeupNs(runs: readonly ComparedRun[]): number {
  const known = runs.flatMap((run) => run.wakeupNs ?? []);
  return known.length === 0 ? ASSUMED_WAKE_NS : average(known);
}

/** Of all subjects of a family, per second. */
function meanRate({ family, vcpu }: SeriesPair, runs: readonly ComparedRun[]): number {
  const rates = runs.map((run) => {
    const counts = run.countsOf(family, vcpu).reduce((sum, count) => sum + count, 0);
    return run.observedNs === 0 ? 0 : (counts * NS_PER_SECOND) / run.observedNs;
  });
  return average(rates);
}
