import type { TimelineLayout } from '../../src/protocol/notes';
import type { LaneKind, TimelineLane } from '../../src/protocol/timeline';

/** A line of the timeline: the head of a group, or a lane. */
export interface LaneRow {
  /** Of the lane, or of the group: `vm0`, `cpus`, `vm0/pages`. */
  readonly key: string;
  /** undefined: it is the head of a group. */
  readonly lane: TimelineLane | undefined;
  readonly group: string;
  /** From the top of the pinned lanes, or of those that scroll. */
  readonly topCssPx: number;
  readonly heightCssPx: number;
  readonly isCollapsed: boolean;
}

export interface LaneRows {
  /** They stay at the top, whatever is scrolled. */
  readonly pinned: readonly LaneRow[];
  readonly scrolled: readonly LaneRow[];
  readonly pinnedCssPx: number;
  readonly scrolledCssPx: number;
  readonly hiddenCount: number;
  /** Keys of all lanes as they would stand, those that are not shown too. */
  readonly order: readonly string[];
}

export interface LaneSelection {
  readonly vm?: number;
  readonly vcpu?: number;
}

export const emptyLayout: TimelineLayout = { order: [], pinned: [], collapsed: [], hidden: [] };

/** In CSS pixels; the room between two rows is part of none. */
const heights: Readonly<Record<LaneKind, number>> = {
  state: 24,
  strategy: 12,
  wakes: 14,
  exits: 34,
  window: 24,
  cpu: 18,
  page: 14,
};
const COLLAPSED_CSS_PX = 10;
const GROUP_CSS_PX = 22;
const GAP_CSS_PX = 3;
/** Above the first lane of a vCPU: what belongs together stands together. */
const APART_CSS_PX = 6;

/** Where every lane is drawn. A VM's or a vCPU's selection leaves the other guests' lanes out. */
export function layoutLanes(
  lanes: readonly TimelineLane[],
  layout: TimelineLayout,
  selection: LaneSelection,
): LaneRows {
  const hidden = new Set(layout.hidden);
  const collapsed = new Set(layout.collapsed);
  const pinned = new Set(layout.pinned);
  const all = inOrder(lanes, layout.order);
  const selected = all.filter((lane) => isSelected(lane, selection));
  const shown = selected.filter(({ key }) => !hidden.has(key));
  const top = rowsOf(
    layout.pinned.flatMap((key) => shown.find((lane) => lane.key === key) ?? []),
    collapsed,
  );
  const scrolled: LaneRow[] = [];
  let topCssPx = 0;
  for (const group of new Set(shown.map(groupOf))) {
    const isCollapsed = collapsed.has(group);
    const head = { key: group, lane: undefined, group, isCollapsed };
    scrolled.push({ ...head, topCssPx, heightCssPx: GROUP_CSS_PX });
    topCssPx += GROUP_CSS_PX;
    if (isCollapsed) continue;
    const members = shown.filter((lane) => groupOf(lane) === group && !pinned.has(lane.key));
    const rows = rowsOf(members, collapsed, topCssPx);
    scrolled.push(...rows);
    topCssPx = endOf(rows, topCssPx) + GAP_CSS_PX;
  }
  return {
    pinned: top,
    scrolled,
    pinnedCssPx: top.length === 0 ? 0 : endOf(top, 0) + GAP_CSS_PX,
    scrolledCssPx: topCssPx,
    hiddenCount: selected.length - shown.length,
    order: all.map(({ key }) => key),
  };
}

/** `vm0`, `vm0/pages`, or `cpus`. */
function groupOf({ kind, vm }: TimelineLane): string {
  if (kind === 'page') return `vm${vm ?? 0}/pages`;
  return vm === null ? 'cpus' : `vm${vm}`;
}

/** The rows of a list, ordered from the top, that lie between two heights. */
export function rowsBetween(
  rows: readonly LaneRow[],
  fromCssPx: number,
  toCssPx: number,
): readonly LaneRow[] {
  return rows.filter(
    ({ topCssPx, heightCssPx }) => topCssPx + heightCssPx > fromCssPx && topCssPx < toCssPx,
  );
}

/** Keys of the lanes among some rows: heads of groups have none. */
export function laneKeysOf(rows: readonly LaneRow[]): readonly string[] {
  return rows.flatMap(({ lane, key }) => (lane === undefined ? [] : [key]));
}

/** The row at a height, or the nearest one above it. */
export function rowAt(rows: readonly LaneRow[], yCssPx: number): LaneRow | undefined {
  return rows.findLast(({ topCssPx }) => topCssPx <= yCssPx);
}

/** Those that the layout names as it orders them, each before what followed it; then the others. */
function inOrder(lanes: readonly TimelineLane[], order: readonly string[]): TimelineLane[] {
  const places = new Map(order.map((key, place) => [key, place]));
  return lanes.toSorted(
    (one, other) => (places.get(one.key) ?? order.length) - (places.get(other.key) ?? order.length),
  );
}

function rowsOf(
  lanes: readonly TimelineLane[],
  collapsed: ReadonlySet<string>,
  fromCssPx = 0,
): readonly LaneRow[] {
  let topCssPx = fromCssPx;
  return lanes.map((lane, index) => {
    const isCollapsed = collapsed.has(lane.key);
    topCssPx += index > 0 && lane.kind === 'state' ? APART_CSS_PX : GAP_CSS_PX;
    const heightCssPx = isCollapsed ? COLLAPSED_CSS_PX : heights[lane.kind];
    const row = { key: lane.key, lane, group: groupOf(lane), topCssPx, heightCssPx, isCollapsed };
    topCssPx += heightCssPx;
    return row;
  });
}

function endOf(rows: readonly LaneRow[], fallbackCssPx: number): number {
  const last = rows.at(-1);
  return last === undefined ? fallbackCssPx : last.topCssPx + last.heightCssPx;
}

function isSelected(lane: TimelineLane, { vm, vcpu }: LaneSelection): boolean {
  if (lane.vm === null) return true;
  if (vm !== undefined && lane.vm !== vm) return false;
  return vcpu === undefined || lane.vcpu === null || lane.vcpu === vcpu;
}
