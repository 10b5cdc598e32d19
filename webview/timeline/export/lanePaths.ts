import type { LevelColumns, TimelineWindow } from '../../../src/protocol/timeline';
import { mapColumns } from '../mapColumns';
import { GLYPH_PX, glyphs, type GlyphName } from '../glyphs';
import { groupingOf } from './GroupedColumns';
import { RectPath } from './RectPath';

/** Where a lane is in the picture, in CSS pixels, and how wide its columns are. */
export interface PathBox {
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly columnWidth: number;
}

/** A path for each category: its columns stacked from the bottom of the box, `whole` being its height. */
export function stackPaths(
  { left, top, height, columnWidth }: PathBox,
  amounts: Float64Array,
  categories: number,
  whole: (column: number) => number,
): readonly string[] {
  const paths = Array.from({ length: categories }, () => new RectPath());
  for (let column = 0; column * categories < amounts.length; column++) {
    const scale = height / whole(column);
    let bottom = top + height;
    for (let category = 0; category < categories; category++) {
      const amount = amounts[column * categories + category]!;
      if (amount === 0) continue;
      const high = Math.max(top, bottom - amount * scale);
      const x = left + column * columnWidth;
      paths[category]!.add(x, left + (column + 1) * columnWidth, high, bottom);
      bottom = high;
    }
  }
  return paths.map((path) => path.text());
}

/** How much of all categories is in each column of a picture. */
export function columnTotals(amounts: Float64Array, categories: number): Float64Array {
  const totals = new Float64Array(amounts.length / categories);
  amounts.forEach((amount, place) => (totals[Math.floor(place / categories)]! += amount));
  return totals;
}

/** The level's smallest values from the bottom, and from there to its largest. */
export function levelPaths(
  { left, top, height, columnWidth }: PathBox,
  view: TimelineWindow,
  answer: { readonly window: TimelineWindow; readonly columns: LevelColumns },
  most: number,
): { readonly low: string; readonly between: string } {
  const { size, count } = groupingOf(view);
  const column = mapColumns(view, answer.window);
  const [low, between] = [new RectPath(), new RectPath()];
  const bottom = top + height;
  const heightOf = (level: number): number => Math.max(1, (level / most) * height);
  for (let group = 0; group < count; group++) {
    let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const at of column.subarray(group * size, (group + 1) * size)) {
      if (at < 0 || Number.isNaN(answer.columns.low[at]!)) continue;
      least = Math.min(least, answer.columns.low[at]!);
      largest = Math.max(largest, answer.columns.high[at]!);
    }
    if (largest < least) continue;
    const [x, end] = [left + group * columnWidth, left + (group + 1) * columnWidth];
    const step = bottom - heightOf(least);
    low.add(x, end, step, bottom);
    between.add(x, end, bottom - heightOf(largest), step);
  }
  return { low: low.text(), between: between.text() };
}

/** A glyph as the timeline has it, around a place. */
export function glyphPath(name: GlyphName, x: number, { top, height }: PathBox): string {
  const path = new RectPath();
  const high = top + Math.max(0, (height - GLYPH_PX) / 2);
  glyphs[name].forEach((row, line) => {
    for (let dot = 0; dot < GLYPH_PX; dot++) {
      if (((row >> (GLYPH_PX - 1 - dot)) & 1) === 0) continue;
      const from = x - GLYPH_PX / 2 + dot;
      path.add(from, from + 1, high + line, high + line + 1);
    }
  });
  return path.text();
}
