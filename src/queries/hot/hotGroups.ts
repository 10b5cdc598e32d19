import { BoundedDurations } from '../../base/BoundedDurations';
import { CountsOverTime } from '../../base/CountsOverTime';
import type { HotGrouping } from '../../protocol/code';
import type { SourceFrame } from '../../symbols/LineTable';
import type { HotSource } from './HotSource';
import type { HotRow } from './hotRows';

/** Rows that were added up; what they do not have in common is undefined. */
export interface HotGroup {
  /** Names it among those of its subject and grouping. */
  readonly key: string;
  readonly vm: number;
  readonly reason: string | undefined;
  readonly rip: number | undefined;
  readonly symbol: string | undefined;
  readonly offset: number | undefined;
  readonly module: string | undefined;
  readonly frames: readonly SourceFrame[];
  readonly count: number;
  readonly durations: BoundedDurations;
  readonly vcpus: readonly number[];
  readonly firstNs: number;
  readonly lastNs: number;
  readonly overTime: CountsOverTime;
  readonly wakeups: number | undefined;
  /** Instructions that were added up. */
  readonly instructions: number;
}

/**
 * Hot places with their symbols and lines, added up as asked, most time first. By function and line,
 * exits of all reasons come together; an instruction without a symbol (or line) stays one of its own.
 */
export function hotGroups(source: HotSource, by: HotGrouping): readonly HotGroup[] {
  const groups = new Map<string, HotGroup[]>();
  for (const row of source.rows) {
    const group = symbolised(row, source, by);
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, [group]);
    else known.push(group);
  }
  return [...groups.values()]
    .map((list) => (list.length === 1 ? list[0]! : addedUp(list)))
    .map((group) => (by === 'instruction' ? group : withoutPlace(group, by)))
    .sort((a, b) => b.durations.totalNs - a.durations.totalNs || b.count - a.count);
}

/** Key of the group that a row is in. */
export function hotKey(row: HotRow, source: Pick<HotSource, 'symbols'>, by: HotGrouping): string {
  return symbolised(row, source, by).key;
}

function symbolised(
  row: HotRow,
  { symbols }: Pick<HotSource, 'symbols'>,
  by: HotGrouping,
): HotGroup {
  const of = symbols.get(row.vm);
  const place = of?.find(row.rip);
  // Lines cost more than symbols: they are read where they are shown.
  const frames = by === 'instruction' || by === 'line' ? (of?.frames(row.rip) ?? []) : [];
  const named = { symbol: place?.name, offset: place?.offset, module: place?.module, frames };
  return { ...row, ...named, key: keyOf(row, named, by), instructions: 1 };
}

function keyOf(
  { vm, reason, rip }: HotRow,
  { symbol, module, frames: [frame] }: Pick<HotGroup, 'symbol' | 'module' | 'frames'>,
  by: HotGrouping,
): string {
  const own = `${reason} ${rip}`;
  switch (by) {
    case 'reason':
      return `${vm} ${reason}`;
    case 'symbol':
      return symbol === undefined ? `${vm} ${own}` : `${vm} ${module ?? ''} ${symbol}`;
    case 'line':
      return frame?.line === undefined ? `${vm} ${own}` : `${vm} ${frame.file ?? ''}:${frame.line}`;
    case 'instruction':
      return `${vm} ${own}`;
  }
}

function addedUp(list: readonly HotGroup[]): HotGroup {
  const [first] = list as readonly [HotGroup];
  const durations = new BoundedDurations();
  const overTime = new CountsOverTime();
  for (const group of list) {
    durations.addAll(group.durations);
    overTime.addAll(group.overTime);
  }
  const common = <T>(of: (group: HotGroup) => T): T | undefined =>
    list.every((group) => of(group) === of(first)) ? of(first) : undefined;
  const vcpus = new Set(list.flatMap((group) => group.vcpus));
  return {
    key: first.key,
    vm: first.vm,
    reason: common(({ reason }) => reason),
    rip: common(({ rip }) => rip),
    symbol: common(({ symbol }) => symbol),
    offset: common(({ offset }) => offset),
    module: common(({ module }) => module),
    frames:
      common(({ frames }) => `${frames[0]?.file ?? ''}:${frames[0]?.line ?? ''}`) === undefined
        ? []
        : first.frames,
    count: overTime.count,
    durations,
    vcpus: [...vcpus].sort((a, b) => a - b),
    firstNs: overTime.firstNs,
    lastNs: overTime.lastNs,
    overTime,
    wakeups:
      first.wakeups === undefined
        ? undefined
        : list.reduce((sum, { wakeups = 0 }) => sum + wakeups, 0),
    instructions: list.reduce((sum, { instructions }) => sum + instructions, 0),
  };
}

/** A function or line is no instruction, also where only one of it was found. */
function withoutPlace(group: HotGroup, by: Exclude<HotGrouping, 'instruction'>): HotGroup {
  if (by === 'symbol') {
    return group.symbol === undefined
      ? group
      : { ...group, rip: undefined, offset: undefined, frames: [] };
  }
  if (by === 'line') {
    return group.frames.length === 0 ? group : { ...group, rip: undefined, offset: undefined };
  }
  return {
    ...group,
    rip: undefined,
    symbol: undefined,
    offset: undefined,
    module: undefined,
    frames: [],
  };
}
