import { NS_PER_SECOND } from '../../base/nsPerSecond';
import { sumOf } from '../../base/sumOf';
import { isaOf } from '../../kvm/exitReasons';
import type { PollFacts, RunFacts } from '../../protocol/compare';
import type { PeriodTable } from '../idle/PeriodTable';
import type { ProfileGrid } from './ProfileGrid';
import type { ProfileSource } from './ProfileSource';
import type { StateTimes } from './stateSeries';

/** What of a run stands beside its series. */
export interface RunParts {
  readonly grid: ProfileGrid;
  readonly periods: PeriodTable;
  readonly wallNs: Float64Array;
  readonly states: StateTimes;
}

type ToldWithSeries = 'hotBy' | 'slides' | 'fewestHot' | 'fewestStores' | 'fewestOfVcpu';

/** What a reader must know of a run before he believes a comparison. */
export function runFacts(
  source: ProfileSource,
  { grid, periods, wallNs, states }: RunParts,
): Omit<RunFacts, ToldWithSeries> {
  const { facts, profile, directory, listed } = source;
  const refs = directory.refs();
  const vcpus = distinct(refs);
  const observedNs = sumOf(wallNs);
  const vcpuNs = observedNs * vcpus.length;
  const eventCounts = Object.fromEntries(facts.eventCounts.map(({ name, count }) => [name, count]));
  const ofVcpus = profile.exits.all.filter(({ binding }) => refs[binding] !== undefined);
  const exits = ofVcpus.reduce((count, of) => count + of.count, 0);
  const tellsGuest = (eventCounts['kvm_entry'] ?? 0) > 0 && (eventCounts['kvm_exit'] ?? 0) > 0;
  return {
    sources: facts.sources,
    clockUnit: facts.sources.some(({ clock }) => clock.unit === 'cycles') ? 'cycles' : 'ns',
    isas: [...new Set(ofVcpus.flatMap(({ isaField }) => isaOf(isaField) ?? []))].sort(),
    eventCounts,
    listed,
    lostEvents: facts.lostEvents,
    lostGaps: facts.lostGaps,
    lostShare: grid.durationNs === 0 ? 0 : Math.max(0, 1 - observedNs / grid.durationNs),
    durationNs: grid.durationNs,
    part: facts.part,
    vcpus,
    vms: directory.vms.length,
    guestShare: tellsGuest && vcpuNs > 0 ? sumOf(states.guestNs) / vcpuNs : null,
    unknownShare: vcpuNs > 0 ? Math.max(0, 1 - states.toldNs / vcpuNs) : 1,
    exitsPerSecond: exits > 0 && observedNs > 0 ? (exits * NS_PER_SECOND) / observedNs : null,
    polling: pollFacts(source, periods),
    faultsLeftOut: source.faults.table.leftOut,
  };
}

function pollFacts({ idle, directory }: ProfileSource, periods: PeriodTable): PollFacts {
  const refs = directory.refs();
  const lanes = idle.lanes.flatMap((lane) =>
    lane === undefined || refs[lane.binding] === undefined ? [] : [lane],
  );
  const changes = lanes.reduce((count, lane) => count + lane.window.changeCount, 0);
  const mostNs = Math.max(...lanes.map(({ window }) => window.mostNs));
  let halts = 0;
  let withoutWindow = 0;
  for (const { windowNs, strategy } of periods.walk()) {
    if (windowNs < 0 || !strategy.startsWith('hlt-')) continue;
    halts++;
    if (windowNs === 0) withoutWindow++;
  }
  const grown = lanes.flatMap(({ window }) => known(window.history.longestGrownNs));
  const notGrown = lanes.flatMap(({ window }) => known(window.history.shortestNotGrownNs));
  return {
    changes,
    mostNs: changes > 0 ? mostNs : null,
    halts,
    withoutWindow,
    longestGrownNs: grown.length > 0 ? Math.max(...grown) : null,
    shortestNotGrownNs: notGrown.length > 0 ? Math.min(...notGrown) : null,
  };
}

/** -1: there is none. */
function known(ns: number): readonly number[] {
  return ns < 0 ? [] : [ns];
}

function distinct(refs: readonly ({ vm: number; vcpu: number } | undefined)[]): RunFacts['vcpus'] {
  const byKey = new Map(refs.flatMap((ref) => (ref ? [[`${ref.vm} ${ref.vcpu}`, ref]] : [])));
  return [...byKey.values()]
    .map(({ vm, vcpu }) => ({ vm, vcpu }))
    .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu);
}
