import { entryBefore, nextEntry } from '../../analyses/timeline/findEntry';
import type { Entries, Wants } from '../../analyses/timeline/findEntry';
import { stateOf } from '../../analyses/timeline/stateCategories';
import { State } from '../../vcpu/states/VcpuState';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { TimelineStep } from '../../protocol/timeline';
import type { Lane, LaneContent } from './Lane';
import type { TimelineLanes } from './TimelineLanes';

type Band = Extract<LaneContent, { readonly form: 'band' }>;
type Counts = Extract<LaneContent, { readonly form: 'counts' }>;
type Level = Extract<LaneContent, { readonly form: 'level' }>;

export interface StepWish {
  readonly lane: string;
  readonly timeNs: number;
  readonly direction: 1 | -1;
  readonly isSame: boolean;
}

/** The next stretch or mark of a lane, or the one before; undefined: there is none. */
export function stepOnLane(lanes: TimelineLanes, wish: StepWish): TimelineStep | undefined {
  const lane = lanes.find(wish.lane);
  if (lane === undefined || Number.isNaN(wish.timeNs)) return undefined;
  const { content } = lane;
  switch (content.form) {
    case 'band': {
      const exits = wish.isSame ? exitsBeside(lanes, lane, content, wish.timeNs) : undefined;
      return exits === undefined ? bandStep(content, wish) : exitStep(content, exits, wish);
    }
    case 'counts':
      return markStep(content, wish);
    case 'level':
      return levelStep(content, wish);
  }
}

function bandStep({ spans, tidOf }: Band, wish: StepWish): TimelineStep | undefined {
  const here = indexBeside(spans, wish.timeNs);
  const of = spans.at(wish.timeNs)?.category;
  const wants: Wants = (category) => !wish.isSame || of === undefined || category === of;
  const tid = wish.isSame && of !== undefined ? tidOf?.(here) : undefined;
  // Before the first one, that is the next; in a gap, its end begins it.
  const found = nextOf(spans, here, wish.direction, wants, (index) => {
    return tid === undefined || tidOf?.(index) === tid;
  });
  return found < 0 ? undefined : { fromNs: spans.startOf(found), toNs: spans.endOf(found) };
}

/** The stretch or gap at a time; -1 before the first, the number of them behind the last. */
function indexBeside(spans: Band['spans'], timeNs: number): number {
  return timeNs >= spans.toNs ? spans.length : spans.indexAt(Math.floor(timeNs));
}

function nextOf(
  entries: Entries,
  here: number,
  direction: 1 | -1,
  wants: Wants,
  accepts: (index: number) => boolean,
): number {
  const step = direction === 1 ? nextEntry : entryBefore;
  let index = step(entries, here + direction, wants);
  while (index >= 0 && !accepts(index)) index = step(entries, index + direction, wants);
  return index;
}

/** Exits of a vCPU, and the one that is handled at a time. */
interface HandledExit {
  readonly exits: Counts;
  readonly index: number;
}

/** The exit that a stretch in the kernel is for; undefined: it is none, or nothing tells the exit. */
function exitsBeside(
  lanes: TimelineLanes,
  { facts }: Lane,
  { spans }: Band,
  timeNs: number,
): HandledExit | undefined {
  const span = facts.kind === 'state' ? spans.at(timeNs) : undefined;
  if (span === undefined || stateOf(span.category) !== State.Kernel) return undefined;
  const { vm, vcpu } = facts;
  if (vm === null || vcpu === null) return undefined;
  const exits = lanes.find(vcpuLaneKey({ vm, vcpu }, 'exits'))?.content;
  if (exits?.form !== 'counts') return undefined;
  const { marks } = exits;
  const latest = marks.countBefore(span.fromNs + 1) - 1;
  const guest = spans.indexAt(span.fromNs) - 1;
  const followsGuest = guest >= 0 && spans.categoryOf(guest) === State.Guest;
  // A host interrupt showed that the guest had stopped before its exit was traced (C-14).
  const isCut = followsGuest && (latest < 0 || marks.timeOf(latest) < span.fromNs);
  const isInside = latest + 1 < marks.countBefore(span.toNs);
  const index = isCut ? (isInside ? latest + 1 : -1) : latest;
  return index < 0 ? undefined : { exits, index };
}

/** The stretch in which the next exit of the same reason is handled. */
function exitStep(
  { spans }: Band,
  { exits: { marks, isSame }, index }: HandledExit,
  { direction, timeNs }: StepWish,
): TimelineStep | undefined {
  const kind = marks.categoryOf(index);
  const here = spans.at(timeNs)!;
  const found = nextOf(
    marks,
    index,
    direction,
    (other) => isSame(kind, other),
    (at) => marks.timeOf(at) < here.fromNs || marks.timeOf(at) >= here.toNs,
  );
  if (found < 0) return undefined;
  const atNs = marks.timeOf(found);
  const span = spans.at(atNs);
  return span === undefined
    ? { fromNs: atNs, toNs: atNs }
    : { fromNs: span.fromNs, toNs: span.toNs };
}

function markStep({ marks, isSame }: Counts, wish: StepWish): TimelineStep | undefined {
  const after = marks.countBefore(Math.floor(wish.timeNs) + 1);
  const before = marks.countBefore(wish.timeNs);
  // Of the mark at the time; between two, of the one before.
  const here = after > before ? before : before - 1;
  const kind = wish.isSame && here >= 0 ? marks.categoryOf(here) : undefined;
  const wants: Wants = (other) => kind === undefined || isSame(kind, other);
  const found =
    wish.direction === 1 ? nextEntry(marks, after, wants) : entryBefore(marks, before - 1, wants);
  if (found < 0) return undefined;
  const atNs = marks.timeOf(found);
  return { fromNs: atNs, toNs: atNs };
}

function levelStep({ levels, toNs }: Level, wish: StepWish): TimelineStep | undefined {
  const { times } = levels;
  const found =
    wish.direction === 1
      ? times.countBefore(Math.floor(wish.timeNs) + 1)
      : times.countBefore(wish.timeNs) - 1;
  if (found < 0 || found >= times.length) return undefined;
  const endNs = found + 1 < times.length ? times.timeAt(found + 1) : toNs;
  return { fromNs: times.timeAt(found), toNs: endNs };
}
