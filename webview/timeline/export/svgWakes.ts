import { glyphOf } from '../glyphs';
import { columnTotals, glyphPath, stackPaths } from './lanePaths';
import { svgPath } from './svgElement';
import type { SvgLaneOptions } from './SvgLaneOptions';

/** Of the lane's height, for the lowest tick. */
const LEAST_TICK = 0.35;
/** Marks closer together are ticks. */
const GLYPH_ROOM_CSS_PX = 10;

/** A glyph for a wakeup that stands alone, ticks by how many there are elsewhere. */
export function svgWakes(
  { lane, box, fills, categories: causes }: SvgLaneOptions,
  amounts: Float64Array,
): string {
  const { looks } = lane;
  const categories = looks.length;
  const totals = columnTotals(amounts, categories);
  const marks = [...totals.keys()].filter((column) => totals[column]! > 0);
  const most = marks.reduce((largest, column) => Math.max(largest, totals[column]!), 1);
  const drawn: string[] = [];
  const ticks = amounts.slice();
  marks.forEach((column, mark) => {
    const room = Math.min(
      column - (marks[mark - 1] ?? Number.NEGATIVE_INFINITY),
      (marks[mark + 1] ?? Number.POSITIVE_INFINITY) - column,
    );
    const row = column * categories;
    if (totals[column] !== 1 || room * box.columnWidth < GLYPH_ROOM_CSS_PX) return;
    const category = amounts.subarray(row, row + categories).indexOf(1);
    ticks.fill(0, row, row + categories);
    const look = looks[category];
    const cause = causes[category];
    if (look === undefined || cause === undefined) return;
    const x = box.left + (column + 0.5) * box.columnWidth;
    drawn.push(svgPath(glyphPath(glyphOf(cause), x, box), look.color, look.title));
  });
  const left = columnTotals(ticks, categories);
  const heightOf = (column: number): number =>
    box.height * (LEAST_TICK + (1 - LEAST_TICK) * (totals[column]! / most));
  const paths = stackPaths(
    box,
    ticks,
    categories,
    (column) => (left[column]! * box.height) / heightOf(column),
  );
  return [
    ...paths.map((d, at) => svgPath(d, fills.of(looks[at]!), looks[at]!.title)),
    ...drawn,
  ].join('');
}
