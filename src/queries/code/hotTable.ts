import type { ShownBins } from '../../base/CountsOverTime';
import { hexOfSigned } from '../../base/signedAddress';
import { MOST_HOT_ROWS } from '../../protocol/code';
import type { HotCodeRow, HotOrder, HotQuery, HotTable } from '../../protocol/code';
import { hotGroups, hotKey } from '../hot/hotGroups';
import type { HotGroup } from '../hot/hotGroups';
import type { HotRow } from '../hot/hotRows';
import type { HotSource } from '../hot/HotSource';
import { codeFrames } from './frames';

const MOST_BINS = 64;

/** The rows of one question, in the order asked for. */
export function hotTable(source: HotSource, query: HotQuery): HotTable {
  const { by, within, order, search = '' } = query;
  const isFound = matcher(source, search);
  const rows = source.rows.filter(
    (row) =>
      (within === undefined || hotKey(row, source, within.by) === within.key) && isFound(row),
  );
  const groups = hotGroups({ ...source, rows }, by);
  const totalNs = groups.reduce((sum, { durations }) => sum + durations.totalNs, 0);
  const bins = Math.min(Math.max(1, Math.floor(query.bins)), MOST_BINS);
  const { fromNs, lastNs } = source;
  const shown = { fromNs, binNs: Math.max(1, (lastNs - fromNs) / bins), bins };
  return {
    ...shown,
    rows: groups
      .map((group) => ({ group, value: orderValue(group, order) }))
      .sort((a, b) => b.value - a.value)
      .slice(0, MOST_HOT_ROWS)
      .map(({ group }) => rowOf(group, shown)),
    rowCount: groups.length,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    totalNs,
    othersCount: source.othersCount,
    withoutRip: source.withoutRip,
    lack: source.lack,
  };
}

/** Looks at instructions before they are added up: a function that exits for several reasons has none of its own. */
function matcher({ symbols }: HotSource, search: string): (row: HotRow) => boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return () => true;
  const holds = (text: string | undefined): boolean =>
    text?.toLowerCase().includes(wanted) === true;
  return ({ vm, reason, rip }) => {
    const of = symbols.get(vm);
    const place = of?.find(rip);
    if ([reason, hexOfSigned(rip), place?.name, place?.module].some(holds)) return true;
    // Lines cost more than symbols, and no address is in them.
    if (wanted.startsWith('0x')) return false;
    return of?.frames(rip).some((frame) => holds(frame.function) || holds(frame.file)) === true;
  };
}

/** What is not known comes last. */
function orderValue({ durations, count, wakeups }: HotGroup, order: HotOrder): number {
  switch (order) {
    case 'total':
      return durations.totalNs;
    case 'count':
      return count;
    case 'p50':
      return durations.summary()?.p50Ns ?? -1;
    case 'p99':
      return durations.summary()?.p99Ns ?? -1;
    case 'max':
      return durations.maxNs;
    case 'wakeups':
      return wakeups ?? -1;
  }
}

function rowOf(group: HotGroup, shown: ShownBins): HotCodeRow {
  const { durations } = group;
  const summary = durations.summary();
  return {
    key: group.key,
    vm: group.vm,
    reason: group.reason ?? null,
    rip: group.rip === undefined ? null : hexOfSigned(group.rip),
    symbol: group.symbol ?? null,
    offset: group.offset ?? null,
    module: group.module ?? null,
    frames: codeFrames(group.frames),
    count: group.count,
    totalNs: durations.totalNs,
    p50Ns: summary?.p50Ns ?? null,
    p99Ns: summary?.p99Ns ?? null,
    maxNs: summary === undefined ? null : durations.maxNs,
    vcpus: group.vcpus,
    firstNs: group.firstNs,
    lastNs: group.lastNs,
    wakeups: group.wakeups ?? null,
    instructions: group.instructions,
    overTime: group.overTime.inBins(shown),
  };
}
