import type { TimelineWindow } from '../../src/protocol/timeline';
import type { ClockUnit } from '../format/time';
import type { MarkerName, TimeRange } from '../state/timelineState';
import { rulerScale } from './rulerTicks';
import { shownColumns } from './shownColumns';
import { columnAt, type Viewport } from './viewport';

export interface RulerColors {
  readonly background: string;
  readonly text: string;
  readonly line: string;
  readonly focus: string;
  readonly match: string;
  readonly font: string;
}

/** Events of a search by the columns of a window, for the strip under the ruler. */
export interface DrawnMatches extends TimelineWindow {
  readonly counts: Uint32Array;
}

/** A note on the ruler: a moment, or a stretch with both its ends. */
export interface TimelineFlag {
  readonly id: string;
  readonly fromNs: number;
  readonly toNs: number;
  readonly text: string;
}

export interface RulerContent {
  readonly viewport: Viewport;
  readonly clockUnit: ClockUnit;
  readonly range: TimeRange | undefined;
  readonly markers: Readonly<Record<MarkerName, number | undefined>>;
  readonly flags: readonly TimelineFlag[];
  readonly matches: DrawnMatches | undefined;
}

export interface RulerGround {
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scale: number;
  readonly colors: RulerColors;
}

const CSS_PX_PER_TICK = 110;
/** Of the height, for the strip of a search's marks. */
const MATCH_CSS_PX = 5;

/** Times, flags and markers over the lanes. Returns what `+` labels count from, undefined for the first event. */
export function drawRuler(ground: RulerGround, content: RulerContent): string | undefined {
  const { context, widthPx, heightPx, scale, colors } = ground;
  const { viewport, clockUnit } = content;
  context.fillStyle = colors.background;
  context.fillRect(0, 0, widthPx, heightPx);
  drawRange(ground, content);
  const most = Math.max(2, Math.floor(widthPx / scale / CSS_PX_PER_TICK));
  const { ticks, base } = rulerScale(viewport, most, clockUnit);
  const linePx = Math.max(1, Math.round(scale));
  const tickTopPx = heightPx - Math.round((MATCH_CSS_PX + 5) * scale);
  context.font = colors.font;
  context.textBaseline = 'middle';
  for (const { timeNs, label } of ticks) {
    const x = Math.round(columnAt(viewport, timeNs));
    context.fillStyle = colors.line;
    context.fillRect(x, tickTopPx, linePx, heightPx - tickTopPx);
    context.fillStyle = colors.text;
    const width = context.measureText(label).width;
    const left = Math.min(widthPx - width - 2 * scale, x + 3 * scale);
    if (left >= 0) context.fillText(label, left, (heightPx - MATCH_CSS_PX * scale) / 2);
  }
  drawFlags(ground, content);
  drawMarkers(ground, content);
  drawMatches(ground, content);
  return base;
}

function drawRange(
  { context, heightPx, scale, colors }: RulerGround,
  { viewport, range }: RulerContent,
): void {
  if (range === undefined) return;
  const fromPx = columnAt(viewport, range.fromNs);
  const widthPx = Math.max(scale, columnAt(viewport, range.toNs) - fromPx);
  context.globalAlpha = 0.25;
  context.fillStyle = colors.focus;
  context.fillRect(fromPx, 0, widthPx, heightPx);
  context.globalAlpha = 1;
}

/** A small pennant for each note; a stretch has a bar to its end. */
function drawFlags(
  { context, scale, colors }: RulerGround,
  { viewport, flags }: RulerContent,
): void {
  context.fillStyle = colors.focus;
  for (const { fromNs, toNs } of flags) {
    const x = Math.round(columnAt(viewport, fromNs));
    if (toNs > fromNs) {
      const endPx = Math.round(columnAt(viewport, toNs));
      context.fillRect(x, 0, Math.max(1, endPx - x), 2 * scale);
    }
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x + 8 * scale, 3.5 * scale);
    context.lineTo(x, 7 * scale);
    context.fill();
    context.fillRect(x, 0, Math.max(1, Math.round(scale)), 11 * scale);
  }
}

function drawMarkers(
  { context, widthPx, heightPx, scale, colors }: RulerGround,
  { viewport, markers }: RulerContent,
): void {
  for (const name of ['a', 'b'] as const) {
    const timeNs = markers[name];
    if (timeNs === undefined) continue;
    const x = Math.round(columnAt(viewport, timeNs));
    if (x < -20 * scale || x > widthPx + 20 * scale) continue;
    const side = Math.round(13 * scale);
    const top = Math.round((heightPx - side) / 2);
    context.fillStyle = colors.focus;
    context.fillRect(x - (side >> 1), top, side, side);
    context.fillStyle = colors.background;
    const label = name.toUpperCase();
    context.fillText(label, x - context.measureText(label).width / 2, top + side / 2 + scale / 2);
  }
}

/** How many events of the search fell where, as the height of a tick. */
function drawMatches(
  { context, heightPx, scale, colors }: RulerGround,
  { viewport, matches }: RulerContent,
): void {
  if (matches === undefined) return;
  const [shown] = shownColumns(viewport, [{ window: matches }]);
  if (shown === undefined) return;
  const roomPx = Math.round(MATCH_CSS_PX * scale);
  const widthPx = Math.max(1, Math.round(scale));
  context.fillStyle = colors.match;
  shown.column.forEach((at, x) => {
    const count = at < 0 ? 0 : matches.counts[at]!;
    if (count === 0) return;
    const tickPx = Math.round(roomPx * Math.min(1, 0.6 + Math.log10(count) / 5));
    context.fillRect(x, heightPx - tickPx, widthPx, tickPx);
  });
}
