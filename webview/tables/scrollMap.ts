/** What a scroll position of the events table means depends on these three. */
export interface ScrollGeometry {
  readonly rowCount: number;
  readonly rowCssPx: number;
  /** Height in which rows show, without the header. */
  readonly viewportCssPx: number;
}

/**
 * Browsers stop laying out at about 33 million device pixels, zoomed pages at a fraction of that:
 * 100 million rows need 2.2 thousand million. Beyond this height the scroll bar is a scale, not a ruler.
 */
const maxContentCssPx = 6_000_000;

/**
 * Kept free below the last row where a pixel is many rows: while a page is laid out, the viewport may
 * be higher for a moment, and the browser then moves a scroll bar that stands at its end.
 */
const spareCssPx = 1_000;

/** Height the scroll bar is told. */
export function contentCssPx(geometry: ScrollGeometry): number {
  return Math.min(geometry.rowCount * geometry.rowCssPx, maxContentCssPx);
}

/** Whether one pixel of the scroll bar is more than one pixel of rows. */
export function isScaled(geometry: ScrollGeometry): boolean {
  return geometry.rowCount * geometry.rowCssPx > maxContentCssPx;
}

/** The largest top position (rows, with a fraction): the last row ends at the lower edge. */
export function lastTopPosition(geometry: ScrollGeometry): number {
  return Math.max(0, geometry.rowCount - geometry.viewportCssPx / geometry.rowCssPx);
}

export function clampTopPosition(topPosition: number, geometry: ScrollGeometry): number {
  return Math.min(Math.max(0, topPosition), lastTopPosition(geometry));
}

/** The row at the upper edge for a position of the scroll bar. */
export function topPositionAt(scrollCssPx: number, geometry: ScrollGeometry): number {
  const rangeCssPx = scrollRangeCssPx(geometry);
  if (rangeCssPx <= 0) return 0;
  // Browsers round scroll positions to device pixels; the last row must be reachable all the same.
  if (scrollCssPx >= rangeCssPx - 1) return lastTopPosition(geometry);
  const topPosition = isScaled(geometry)
    ? (scrollCssPx / rangeCssPx) * lastTopPosition(geometry)
    : scrollCssPx / geometry.rowCssPx;
  return clampTopPosition(topPosition, geometry);
}

/** The position of the scroll bar for a row at the upper edge. */
export function scrollCssPxAt(topPosition: number, geometry: ScrollGeometry): number {
  const clamped = clampTopPosition(topPosition, geometry);
  if (!isScaled(geometry)) return clamped * geometry.rowCssPx;
  return (clamped / lastTopPosition(geometry)) * scrollRangeCssPx(geometry);
}

/** The scroll bar's position that stands for the last top position. */
function scrollRangeCssPx(geometry: ScrollGeometry): number {
  const rangeCssPx = contentCssPx(geometry) - geometry.viewportCssPx;
  return isScaled(geometry) ? rangeCssPx - spareCssPx : rangeCssPx;
}

/** Rows of which at least a part shows: `first` up to but without `end`. */
export function visibleRows(
  topPosition: number,
  geometry: ScrollGeometry,
): { readonly first: number; readonly end: number } {
  const first = Math.floor(topPosition);
  const end = Math.ceil(topPosition + geometry.viewportCssPx / geometry.rowCssPx);
  return { first, end: Math.min(end, geometry.rowCount) };
}

/** The nearest top position at which a row shows as a whole. */
export function topPositionShowing(
  position: number,
  topPosition: number,
  geometry: ScrollGeometry,
): number {
  const wholeRows = geometry.viewportCssPx / geometry.rowCssPx;
  if (position < topPosition) return clampTopPosition(position, geometry);
  if (position + 1 > topPosition + wholeRows) {
    return clampTopPosition(position + 1 - wholeRows, geometry);
  }
  return topPosition;
}
