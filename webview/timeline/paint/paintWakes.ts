import { glyphs, GLYPH_PX, type GlyphName } from '../glyphs';
import { paintStack, type DrawnColumns, type Stacks } from './paintStacks';
import { paintTile, type LaneBox, type PixelTarget, type Tile } from './PixelTarget';

export interface Wakes extends Stacks {
  /** By category. */
  readonly shapes: readonly GlyphName[];
}

/** Marks closer together than this are ticks: glyphs would lie over each other. */
const GLYPH_ROOM_CSS_PX = 10;
/** Of the lane, for the lowest tick: one wakeup among thousands is still seen. */
const LEAST_TICK = 0.35;

/** A glyph by its cause for a mark that stands alone; ticks by how many there are elsewhere. `scale`: device pixels in a CSS pixel. */
export function paintWakes(
  target: PixelTarget,
  box: LaneBox,
  { column, phasePx }: DrawnColumns,
  wakes: Wakes,
  scale: number,
): void {
  const marks = markedPixels(column, wakes);
  const counts = marks.map((x) => countAt(wakes, column[x]!));
  const most = counts.reduce((left, right) => Math.max(left, right), 1);
  const roomPx = GLYPH_ROOM_CSS_PX * scale;
  marks.forEach((x, mark) => {
    const at = column[x]!;
    const count = counts[mark]!;
    const left = x - (marks[mark - 1] ?? Number.NEGATIVE_INFINITY);
    const right = (marks[mark + 1] ?? Number.POSITIVE_INFINITY) - x;
    if (count === 1 && Math.min(left, right) >= roomPx) {
      const category = wakes.category[wakes.index.start[at]!]!;
      const tile = wakes.tiles[category];
      if (tile !== undefined) paintGlyph(target, box, x, wakes.shapes[category]!, tile, scale);
      return;
    }
    const share = LEAST_TICK + (1 - LEAST_TICK) * (count / most);
    const heightPx = Math.max(1, Math.round(box.heightPx * share));
    const tick = { topPx: box.topPx + box.heightPx - heightPx, heightPx };
    paintStack(target, tick, wakes, at, count, x, x + 1, phasePx);
  });
}

/** A preview that is drawn wider than it is shows each mark once. */
function markedPixels(column: Int32Array, wakes: Wakes): number[] {
  const marks: number[] = [];
  let last = -1;
  for (let x = 0; x < column.length; x++) {
    const at = column[x]!;
    if (at < 0 || at === last || wakes.index.length[at] === 0) continue;
    last = at;
    marks.push(x);
  }
  return marks;
}

function countAt({ index, value }: Wakes, at: number): number {
  let sum = 0;
  for (let entry = 0; entry < index.length[at]!; entry++) sum += value[index.start[at]! + entry]!;
  return sum;
}

function paintGlyph(
  target: PixelTarget,
  { topPx, heightPx }: LaneBox,
  atPx: number,
  shape: GlyphName,
  tile: Tile,
  scale: number,
): void {
  const dotPx = Math.max(1, Math.round(scale));
  const leftPx = atPx - ((GLYPH_PX * dotPx) >> 1);
  const highPx = topPx + Math.max(0, (heightPx - GLYPH_PX * dotPx) >> 1);
  const rows = glyphs[shape];
  for (let row = 0; row < GLYPH_PX; row++) {
    const y = highPx + row * dotPx;
    const bottomPx = Math.min(y + dotPx, topPx + heightPx);
    for (let dot = 0; dot < GLYPH_PX; dot++) {
      if (((rows[row]! >> (GLYPH_PX - 1 - dot)) & 1) === 0) continue;
      const fromPx = Math.max(0, leftPx + dot * dotPx);
      const endPx = Math.min(target.widthPx, leftPx + (dot + 1) * dotPx);
      paintTile(target, tile, { fromPx, endPx, topPx: y, bottomPx }, 0);
    }
  }
}
