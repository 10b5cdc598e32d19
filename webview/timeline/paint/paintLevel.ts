import type { LevelColumns } from '../../../src/protocol/timeline';
import type { DrawnColumns } from './paintStacks';
import { paintTile, type LaneBox, type PixelTarget, type Tile } from './PixelTarget';

export interface LevelTiles {
  /** Up to the smallest value. */
  readonly low: Tile;
  /** From there to the largest. */
  readonly between: Tile;
}

/** A level from the bottom of the lane; `most` fills its height. */
export function paintLevel(
  target: PixelTarget,
  { topPx, heightPx }: LaneBox,
  { column, phasePx }: DrawnColumns,
  { low, high }: Pick<LevelColumns, 'low' | 'high'>,
  most: number,
  tiles: LevelTiles,
): void {
  const bottomPx = topPx + heightPx;
  for (let x = 0; x < column.length; x++) {
    const at = column[x]!;
    if (at < 0 || Number.isNaN(low[at]!)) continue;
    const lowPx = bottomPx - pixelsOf(low[at]!, most, heightPx);
    const highPx = bottomPx - pixelsOf(high[at]!, most, heightPx);
    const area = { fromPx: x, endPx: x + 1 };
    paintTile(target, tiles.low, { ...area, topPx: lowPx, bottomPx }, phasePx);
    paintTile(target, tiles.between, { ...area, topPx: highPx, bottomPx: lowPx }, phasePx);
  }
}

/** A level of 0 is a line at the bottom: it is known. */
function pixelsOf(level: number, most: number, heightPx: number): number {
  return Math.max(1, Math.round((level / most) * heightPx));
}
