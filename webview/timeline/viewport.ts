import type { TimelineWindow } from '../../src/protocol/timeline';

/** A stretch of time, ns since the first event. */
export interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
}

/**
 * What is in view: one column a pixel of the device. `fromNs` is a whole number of columns from 0, so
 * that a column keeps its bounds while the view is panned.
 */
export type Viewport = TimelineWindow;

/** Finer than any clock: a pixel that is 16 times a ns. */
const LEAST_COLUMN_NS = 1 / 16;
/** Share of the view that may lie outside of the trace at either end. */
const MARGIN = 0.01;

/** The view of a stretch, as near to it as the grid allows. */
export function viewportOf({ fromNs, toNs }: Stretch, columns: number): Viewport {
  const columnNs = Math.max(LEAST_COLUMN_NS, (toNs - fromNs) / columns);
  return { fromNs: Math.round(fromNs / columnNs) * columnNs, columnNs, columns };
}

export function stretchOf({ fromNs, columnNs, columns }: TimelineWindow): Stretch {
  return { fromNs, toNs: fromNs + columnNs * columns };
}

/** The whole trace with a little room at both ends. */
export function fitted({ fromNs, toNs }: Stretch, columns: number): Viewport {
  const marginNs = Math.max(1, toNs - fromNs) * MARGIN;
  return viewportOf({ fromNs: fromNs - marginNs, toNs: toNs + marginNs }, columns);
}

/** The nearest view that shows the trace: no wider than all of it, and no further than its ends. */
export function clamped(viewport: Viewport, extent: Stretch): Viewport {
  const widest = fitted(extent, viewport.columns);
  if (viewport.columnNs >= widest.columnNs) return widest;
  const { fromNs, columnNs, columns } = viewport;
  const marginNs = columns * columnNs * MARGIN;
  const leastNs = extent.fromNs - marginNs;
  const mostNs = extent.toNs + marginNs - columns * columnNs;
  const inside = Math.min(Math.max(fromNs, leastNs), Math.max(leastNs, mostNs));
  return inside === fromNs ? viewport : { fromNs: onGrid(inside, columnNs), columnNs, columns };
}

/** Shows `factor` times as much time; what is at `column`, `timeNs`, stays there. */
export function zoomed(
  viewport: Viewport,
  factor: number,
  column: number,
  extent: Stretch,
  timeNs = timeAt(viewport, column),
): Viewport {
  const { columns } = viewport;
  const columnNs = Math.max(LEAST_COLUMN_NS, viewport.columnNs * factor);
  const fromNs = timeNs - column * columnNs;
  return clamped({ fromNs: onGrid(fromNs, columnNs), columnNs, columns }, extent);
}

/** Later by whole columns, or earlier: the columns that stay in view are the same. */
export function panned(viewport: Viewport, byColumns: number, extent: Stretch): Viewport {
  const { columnNs, columns, fromNs } = viewport;
  const first = Math.round(fromNs / columnNs) + Math.round(byColumns);
  return clamped({ fromNs: first * columnNs, columnNs, columns }, extent);
}

/** A view of a stretch with `margin`, a share of it, at both ends. */
export function zoomedTo(
  { fromNs, toNs }: Stretch,
  columns: number,
  extent: Stretch,
  margin = 0,
): Viewport {
  const marginNs = (toNs - fromNs) * margin;
  return clamped(viewportOf({ fromNs: fromNs - marginNs, toNs: toNs + marginNs }, columns), extent);
}

/** The same zoom, moved so that a time is in view: no further than it must where it is near. */
export function revealed(viewport: Viewport, timeNs: number, extent: Stretch): Viewport {
  const column = columnAt(viewport, timeNs);
  const { columns } = viewport;
  if (column >= 0 && column < columns) return viewport;
  return panned(viewport, column - columns / 2, extent);
}

/** With a fraction: where in the view a time is; it may be outside. */
export function columnAt({ fromNs, columnNs }: Viewport, timeNs: number): number {
  return (timeNs - fromNs) / columnNs;
}

export function timeAt({ fromNs, columnNs }: Viewport, column: number): number {
  return fromNs + column * columnNs;
}

/** The view between two, `progress` 0 to 1: evenly by what zoom feels like. */
export function between(from: Viewport, to: Viewport, progress: number): Viewport {
  if (progress >= 1) return to;
  const columnNs = from.columnNs * (to.columnNs / from.columnNs) ** progress;
  // What both share moves as the zoom does, so that no place seems to slide.
  const span = to.columnNs - from.columnNs;
  const share = Math.abs(span) < 1e-9 * to.columnNs ? progress : (columnNs - from.columnNs) / span;
  const fromNs = from.fromNs + (to.fromNs - from.fromNs) * share;
  return { fromNs: onGrid(fromNs, columnNs), columnNs, columns: to.columns };
}

function onGrid(timeNs: number, columnNs: number): number {
  return Math.round(timeNs / columnNs) * columnNs;
}
