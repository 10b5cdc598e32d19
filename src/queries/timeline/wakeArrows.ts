import { CAUSES } from '../../analyses/idle/words';
import { blockOfRow } from '../../events/fields';
import type { EventTable } from '../../events/EventTable';
import type { TimelineWindow, WakeArrows } from '../../protocol/timeline';
import type { IdlePeriod } from '../idle/PeriodTable';
import { rowAtTime } from '../rowAtTime';
import type { LaterLanes } from './LaterLanes';
import type { TimelineLanes } from './TimelineLanes';
import { wokeItself } from './wokeItself';

/** More cannot be read. */
const MOST_ARROWS = 400;
/** Of more wakeups than this none is looked at: an arrow would be less than a pixel from the next. */
const MOST_WAKEUPS = 4096;

/** A wakeup of which it is known where its cause began. */
interface Arrow {
  readonly fromNs: number;
  readonly toNs: number;
  readonly fromKey: string | undefined;
  readonly toKey: string;
  readonly cause: number;
}

/** A wakeup whose arrow may be drawn. */
interface Candidate {
  readonly position: number;
  readonly name: string;
  readonly fromNs: number;
  readonly toNs: number;
}

/**
 * Wakeups of which an end lies in a window: from where the cause began to where the guest ran again.
 * Of too many, those that took longest are shown.
 */
export function wakeArrows(
  lanes: TimelineLanes,
  later: LaterLanes,
  events: EventTable,
  window: TimelineWindow,
): WakeArrows {
  const count = countIn(later, window);
  if (count > MOST_WAKEUPS) return arrowColumns([], count);
  const candidates = wakesIn(later, window)
    .flatMap(({ name, position }) => candidateOf(later, name, position) ?? [])
    .sort(
      (a, b) =>
        b.toNs - b.fromNs - (a.toNs - a.fromNs) || a.toNs - b.toNs || a.position - b.position,
    );
  const arrows = candidates
    .slice(0, MOST_ARROWS)
    .sort((a, b) => a.toNs - b.toNs || a.position - b.position)
    .map((candidate) => arrowOf(candidate, lanes, later, events));
  return arrowColumns(arrows, candidates.length - arrows.length);
}

/** How many idle periods ended in the window. */
function countIn({ wakes }: LaterLanes, { fromNs, columnNs, columns }: TimelineWindow): number {
  let count = 0;
  for (const { marks } of wakes.values()) {
    count += marks.countBefore(fromNs + columns * columnNs) - marks.countBefore(fromNs);
  }
  return count;
}

/** Idle periods that ended in the window; of each vCPU also the next one, where what ended that began in it. */
function wakesIn(
  { wakes, periods }: LaterLanes,
  { fromNs, columnNs, columns }: TimelineWindow,
): readonly { readonly name: string; readonly position: number }[] {
  const toNs = fromNs + columns * columnNs;
  return [...wakes].flatMap(([name, { marks, of }]) => {
    const first = marks.countBefore(fromNs);
    const end = marks.countBefore(toNs);
    const found = Array.from(of.subarray(first, end), (position) => ({ name, position }));
    const next = of[end];
    if (next === undefined) return found;
    const { originNs, causeNs } = periods.glance(next);
    const beganNs = originNs < 0 ? causeNs : originNs;
    return beganNs >= fromNs && beganNs < toNs ? [...found, { name, position: next }] : found;
  });
}

/** undefined: nothing tells where its cause began. */
function candidateOf(
  { periods, stores }: LaterLanes,
  name: string,
  position: number,
): Candidate | undefined {
  const period = periods.glance(position);
  const { originNs, causeNs, wakingNs, endNs } = period;
  const beganNs = wokeItself(period) ? -1 : originNs;
  const known = [beganNs, causeNs, stores.storeOf(period)?.atNs ?? -1, wakingNs];
  const fromNs = known.find((ns) => ns >= 0);
  // Clocks of host CPUs may differ.
  return fromNs === undefined
    ? undefined
    : { name, position, fromNs: Math.min(fromNs, endNs), toNs: endNs };
}

function arrowOf(
  { name, position, fromNs, toNs }: Candidate,
  lanes: TimelineLanes,
  later: LaterLanes,
  events: EventTable,
): Arrow {
  const period = later.periods.glance(position);
  const isOwn = wokeItself(period);
  const sender = later.stores.storeOf(period)?.vcpu ?? (isOwn ? undefined : period.sourceVcpu);
  const fromKey =
    sender === undefined
      ? hostCpuOf(isOwn ? { ...period, originNs: -1 } : period, lanes, events)
      : lanes.stateOf(period.vm, sender)?.facts.key;
  return { fromNs, toNs, fromKey, toKey: `${name}/state`, cause: CAUSES.indexOf(period.cause) };
}

/** Lane of the host CPU on which the interrupt or the thread ran that caused a wakeup; undefined: not recorded. */
function hostCpuOf(
  { originNs, originBy, causeNs, causeBy, wakingNs }: IdlePeriod,
  lanes: TimelineLanes,
  { blocks, kinds, streams, length }: EventTable,
): string | undefined {
  const [atNs, event] =
    originNs >= 0
      ? [originNs, originBy]
      : causeNs >= 0
        ? [causeNs, causeBy]
        : [wakingNs, 'sched_waking'];
  const table = { blocks, kinds, streams, length };
  const row = atNs < 0 ? undefined : rowAtTime(table, atNs, event);
  if (row === undefined) return undefined;
  const { block, at } = blockOfRow(table, row);
  const { source, hostCpu } = streams[block.stream[at]!]!;
  return lanes.hostCpuOf(source, hostCpu)?.facts.key;
}

function arrowColumns(arrows: readonly Arrow[], leftOut: number): WakeArrows {
  const keys = [...new Set(arrows.flatMap(({ fromKey, toKey }) => [fromKey ?? toKey, toKey]))];
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  return {
    fromNs: Float64Array.from(arrows, ({ fromNs }) => fromNs),
    toNs: Float64Array.from(arrows, ({ toNs }) => toNs),
    from: Int32Array.from(arrows, ({ fromKey }) =>
      fromKey === undefined ? -1 : indexOf.get(fromKey)!,
    ),
    to: Int32Array.from(arrows, ({ toKey }) => indexOf.get(toKey)!),
    cause: Uint8Array.from(arrows, ({ cause }) => cause),
    keys,
    leftOut,
  };
}
