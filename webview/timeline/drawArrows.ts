import type { TimelineWindow, WakeArrows } from '../../src/protocol/timeline';
import type { PaintedLane } from './LanePainter';
import type { OverlayGround } from './OverlayGround';
import { columnAt, type Viewport } from './viewport';

/** By the numbers of `WakeArrows.cause`. */
export interface ArrowLooks {
  readonly colors: readonly string[];
  readonly titles: readonly string[];
}

/** Of a view: arrows that have less of it each are a tangle. */
const ROOM_CSS_PX = 12;
/** An arrow shorter than this says no more than the mark of the wakeup. */
const LEAST_CSS_PX = 3;
const STUB_CSS_PX = 14;
const ARROW_CSS_PX = 1.25;

/** From who caused a wakeup to the vCPU that woke; a short stub where the cause is on no lane in sight. */
export function drawArrows(
  ground: OverlayGround,
  { viewport, lanes }: { readonly viewport: Viewport; readonly lanes: readonly PaintedLane[] },
  arrows: WakeArrows,
  looks: ArrowLooks,
): void {
  const { context, widthPx, scale } = ground;
  const count = arrows.toNs.length;
  if (!areReadable(arrows, viewport, widthPx / scale)) return;
  const byKey = new Map(lanes.map((lane) => [lane.lane.key, lane]));
  context.lineWidth = ARROW_CSS_PX * scale;
  for (let arrow = 0; arrow < count; arrow++) {
    const to = byKey.get(arrows.keys[arrows.to[arrow]!] ?? '');
    if (to === undefined) continue;
    const toPx = columnAt(viewport, arrows.toNs[arrow]!);
    const fromPx = columnAt(viewport, arrows.fromNs[arrow]!);
    if (Math.max(toPx, fromPx) < 0 || Math.min(toPx, fromPx) > widthPx) continue;
    const color = looks.colors[arrows.cause[arrow]!] ?? ground.colors.text;
    const from = arrows.from[arrow]! < 0 ? undefined : byKey.get(arrows.keys[arrows.from[arrow]!]!);
    context.strokeStyle = color;
    context.fillStyle = color;
    if (from === undefined || from === to) {
      drawStub(ground, to, toPx, looks.titles[arrows.cause[arrow]!] ?? '');
    } else if (Math.abs(middleOf(from) - middleOf(to)) + toPx - fromPx > LEAST_CSS_PX * scale) {
      drawCurve(ground, from, fromPx, to, toPx);
    }
  }
}

/** Whether the arrows of a view, `widthCssPx` wide, are few enough to tell one from another. */
export function areReadable(
  { toNs, leftOut }: WakeArrows,
  { fromNs, columnNs, columns }: TimelineWindow,
  widthCssPx: number,
): boolean {
  const endNs = fromNs + columns * columnNs;
  const inView = toNs.reduce((count, atNs) => count + Number(atNs >= fromNs && atNs < endNs), 0);
  return leftOut === 0 && inView * ROOM_CSS_PX <= widthCssPx;
}

function drawCurve(
  { context, scale }: OverlayGround,
  from: PaintedLane,
  fromPx: number,
  to: PaintedLane,
  toPx: number,
): void {
  const isDown = from.topPx < to.topPx;
  const fromY = isDown ? from.topPx + from.heightPx : from.topPx;
  const toY = isDown ? to.topPx : to.topPx + to.heightPx;
  const bend = Math.max(8 * scale, Math.abs(toY - fromY) * 0.4) * (isDown ? 1 : -1);
  context.beginPath();
  context.arc(fromPx, fromY, 2 * scale, 0, 2 * Math.PI);
  context.fill();
  context.beginPath();
  context.moveTo(fromPx, fromY);
  context.bezierCurveTo(fromPx, fromY + bend, toPx, toY - bend, toPx, toY);
  context.stroke();
  drawHead(context, toPx, toY, isDown ? 1 : -1, scale);
}

/** With its cause where there is room for words. */
function drawStub(
  { context, scale, colors }: OverlayGround,
  to: PaintedLane,
  toPx: number,
  title: string,
): void {
  const y = to.topPx;
  context.beginPath();
  context.moveTo(toPx, y - STUB_CSS_PX * scale);
  context.lineTo(toPx, y);
  context.stroke();
  drawHead(context, toPx, y, 1, scale);
  context.font = colors.font;
  context.textBaseline = 'bottom';
  // Words lie over other lanes: the background around them keeps them readable.
  context.lineWidth = 3 * scale;
  context.strokeStyle = colors.background;
  context.strokeText(title, toPx + 4 * scale, y - 4 * scale);
  context.fillText(title, toPx + 4 * scale, y - 4 * scale);
  context.lineWidth = ARROW_CSS_PX * scale;
}

function drawHead(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  direction: 1 | -1,
  scale: number,
): void {
  const length = 5 * scale * direction;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 3 * scale, y - length);
  context.lineTo(x + 3 * scale, y - length);
  context.fill();
}

function middleOf({ topPx, heightPx }: PaintedLane): number {
  return topPx + heightPx / 2;
}
