import type { CategoryLook } from '../categoryLooks';
import { glyphOf } from '../glyphs';
import type { PicturedLane } from '../TimelinePicture';
import { glyphPath } from './lanePaths';
import { escaped, LETTER_CSS_PX, svgElement } from './svgElement';
import type { SvgFills } from './svgFills';

const SWATCH_CSS_PX = 12;
const ROW_CSS_PX = 18;
const APART_CSS_PX = 18;

export interface LegendPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

export interface SvgLegend {
  readonly markup: string;
  readonly height: number;
}

/** What the looks stand for that are in a picture. `hasLost`: so is the hatch of lost events. */
export function svgLegend(
  lanes: readonly PicturedLane[],
  fills: SvgFills,
  { left, top, width }: LegendPlace,
  lost: string | undefined,
): SvgLegend {
  let [x, y] = [left, top];
  const entries = entriesOf(lanes).map(({ title, look, isWake }) => ({
    title,
    swatch: (at: number, high: number): string =>
      isWake ? glyph(title, look.color, at, high) : square(fills.of(look), at, high),
  }));
  if (lost !== undefined) {
    entries.push({ title: 'Events lost', swatch: (at, high) => square(lost, at, high) });
  }
  const markup = entries.map(({ title, swatch }) => {
    const room = SWATCH_CSS_PX + 5 + title.length * LETTER_CSS_PX + APART_CSS_PX;
    if (x > left && x + room > left + width) [x, y] = [left, y + ROW_CSS_PX];
    const drawn =
      swatch(x, y + (ROW_CSS_PX - SWATCH_CSS_PX) / 2) +
      svgElement('text', { x: x + SWATCH_CSS_PX + 5, y: y + 13 }, escaped(title));
    x += room;
    return drawn;
  });
  return { markup: markup.join(''), height: y + ROW_CSS_PX - top };
}

interface LegendEntry {
  readonly title: string;
  readonly look: CategoryLook;
  readonly isWake: boolean;
}

/** Each once, in the order of the lanes. */
function entriesOf(lanes: readonly PicturedLane[]): readonly LegendEntry[] {
  const entries = new Map<string, LegendEntry>();
  for (const { lane, answer, looks } of lanes) {
    if (answer === undefined) continue;
    const { columns } = answer;
    const present =
      columns.form === 'level'
        ? new Set(columns.high.length > 0 ? [0] : [])
        : new Set(columns.category);
    looks.forEach((look, category) => {
      if (!present.has(category)) return;
      const { title, color, pattern } = look;
      const isWake = lane.kind === 'wakes';
      entries.set(`${title} ${color} ${pattern} ${isWake}`, { title, look, isWake });
    });
  }
  return [...entries.values()];
}

function square(fill: string, x: number, y: number): string {
  return svgElement('rect', { x, y, width: SWATCH_CSS_PX, height: SWATCH_CSS_PX, fill });
}

function glyph(cause: string, color: string, x: number, y: number): string {
  const box = { left: x, top: y, height: SWATCH_CSS_PX, columnWidth: 1 };
  const d = glyphPath(glyphOf(cause), x + SWATCH_CSS_PX / 2, box);
  return svgElement('path', { d, fill: color });
}
