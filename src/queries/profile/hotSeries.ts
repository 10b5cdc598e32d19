import { hexOfSigned } from '../../base/signedAddress';
import { exitClass } from '../../kvm/exitReasons';
import type { RunFacts } from '../../protocol/compare';
import { hotGroups } from '../hot/hotGroups';
import type { HotGroup } from '../hot/hotGroups';
import type { HotExitRow } from '../hot/hotRows';
import type { HotSource } from '../hot/HotSource';
import type { ProfileGrid } from './ProfileGrid';
import type { SeriesSet } from './SeriesSet';

/** Functions, or instructions, whose exits are kept over the time. */
const MOST_HOT = 128;

/** Where in the guests exits happen: by function, where symbols are placed, else by instruction. */
export function hotSeries(
  hot: HotSource,
  exits: readonly HotExitRow[],
  grid: ProfileGrid,
  into: SeriesSet,
): Pick<RunFacts, 'hotBy' | 'slides' | 'fewestHot'> {
  const images = [...hot.symbols.values()].flatMap((guest) => guest.images);
  const slides = images.flatMap(({ slide }) => slide ?? []);
  const idleReasons = new Set(
    exits.flatMap(({ isa, code, reason }) => (exitClass(isa, code) === 'idle' ? [reason] : [])),
  );
  const groups = [...hotGroups(hot, 'symbol')].sort((a, b) => b.count - a.count);
  const hotBy = groups.some(({ symbol }) => symbol !== undefined) ? 'symbol' : 'rip';
  for (const group of groups.slice(0, MOST_HOT)) {
    into.add({
      family: 'hot',
      subject: subjectOf(group),
      vcpu: null,
      counts: Float64Array.from(
        group.overTime.inBins({ fromNs: grid.fromNs, binNs: grid.binNs, bins: grid.bins }),
      ),
      timesNs: undefined,
      occurrences: group.count,
      costNs: isIdle(group, idleReasons) ? null : group.durations.totalNs,
    });
  }
  return {
    hotBy,
    slides: [...new Set(slides)],
    fewestHot: groups.length > MOST_HOT ? groups[MOST_HOT - 1]!.count : 0,
  };
}

function isIdle({ reason }: HotGroup, idleReasons: ReadonlySet<string>): boolean {
  return reason !== undefined && idleReasons.has(reason);
}

function subjectOf({ symbol, module, rip }: HotGroup): string {
  if (symbol !== undefined) return module === undefined ? symbol : `${module}:${symbol}`;
  return hexOfSigned(rip!);
}
