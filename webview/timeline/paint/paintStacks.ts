import type { IndexedColumns } from '../IndexedColumns';
import { apportion } from './apportion';
import { paintColumn, paintTile, type LaneBox, type PixelTarget, type Tile } from './PixelTarget';

/** Entries of the columns of an answer, and how they are drawn. */
export interface Stacks {
  readonly index: IndexedColumns;
  readonly category: Uint8Array;
  /** By entry: how much of the whole it is. */
  readonly value: Uint16Array | Uint32Array;
  /** By category. */
  readonly tiles: readonly Tile[];
  /** The same without patterns, for a mark that stands alone: a pixel of a pattern may have no ink. */
  readonly plain?: readonly Tile[];
}

/** Which column of the answer is drawn by each pixel, -1 for none, and how far patterns are moved. */
export interface DrawnColumns {
  readonly column: Int32Array;
  readonly phasePx: number;
}

/** More categories are in no column: a byte counts them. */
const heights = new Int32Array(256);

/** Columns as stacks from the bottom of the lane; equal neighbours are worked out once. */
export function paintStacks(
  target: PixelTarget,
  box: LaneBox,
  { column, phasePx }: DrawnColumns,
  stacks: Stacks,
  whole: number,
): void {
  const { start, length } = stacks.index;
  for (let fromPx = 0; fromPx < column.length;) {
    const at = column[fromPx]!;
    let endPx = fromPx + 1;
    if (at >= 0 && length[at] !== 0) {
      const first = start[at]!;
      while (endPx < column.length && isSame(column[endPx]!, first, stacks.index)) endPx++;
      const isAlone =
        endPx - fromPx === 1 &&
        isEmpty(column, fromPx - 1, length) &&
        isEmpty(column, endPx, length);
      const shown = isAlone ? withoutPatterns(stacks) : stacks;
      paintStack(target, box, shown, at, whole, fromPx, endPx, phasePx);
    }
    fromPx = endPx;
  }
}

/** One column of an answer on some pixels side by side. */
export function paintStack(
  target: PixelTarget,
  { topPx, heightPx }: LaneBox,
  { index, category, value, tiles }: Stacks,
  at: number,
  whole: number,
  fromPx: number,
  endPx: number,
  phasePx: number,
): void {
  const first = index.start[at]!;
  const count = index.length[at]!;
  apportion(value, first, count, whole, heightPx, heights);
  let bottomPx = topPx + heightPx;
  for (let entry = 0; entry < count; entry++) {
    const highPx = bottomPx - heights[entry]!;
    const tile = tiles[category[first + entry]!];
    if (tile !== undefined && highPx < bottomPx) {
      if (endPx - fromPx === 1) paintColumn(target, tile, fromPx, highPx, bottomPx, phasePx);
      else paintTile(target, tile, { fromPx, endPx, topPx: highPx, bottomPx }, phasePx);
    }
    bottomPx = highPx;
  }
}

function isEmpty(column: Int32Array, pixel: number, length: Uint8Array): boolean {
  const at = column[pixel];
  return at === undefined || at < 0 || length[at] === 0;
}

/** The same marks in their plain colours, where there are any. */
export function withoutPatterns(stacks: Stacks): Stacks {
  return stacks.plain === undefined ? stacks : { ...stacks, tiles: stacks.plain };
}

function isSame(at: number, first: number, { start, length }: IndexedColumns): boolean {
  return at >= 0 && start[at] === first && length[at] !== 0;
}
