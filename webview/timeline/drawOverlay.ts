import type { WakeArrows } from '../../src/protocol/timeline';
import type { LanePlace, MarkerName, TimeRange } from '../state/timelineState';
import type { PaintedLane } from './LanePainter';
import { drawArrows, type ArrowLooks } from './drawArrows';
import type { OverlayGround } from './OverlayGround';
import { drawBeyond } from './drawBeyond';
import { columnAt, type Stretch, type Viewport } from './viewport';

export interface OverlayContent {
  readonly viewport: Viewport;
  /** What is recorded: linked timelines may show more. */
  readonly extent: Stretch;
  readonly lanes: readonly PaintedLane[];
  /** Where the pointer is; undefined: elsewhere. */
  readonly hoverPx: number | undefined;
  /** Where it is on a linked timeline. */
  readonly mirroredNs: number | undefined;
  readonly pointedNs: number | undefined;
  readonly place: LanePlace | undefined;
  /** What the place belongs to. */
  readonly stretch: TimeRange | undefined;
  readonly range: TimeRange | undefined;
  readonly markers: Readonly<Record<MarkerName, number | undefined>>;
  /** What a zoom is being dragged over. */
  readonly box: TimeRange | undefined;
  readonly arrows: WakeArrows | undefined;
  readonly arrowLooks: ArrowLooks;
}

/** What is picked and pointed at, over the lanes. */
export function drawOverlay(ground: OverlayGround, content: OverlayContent): void {
  const { context, widthPx, heightPx, scale, colors } = ground;
  const { viewport, range, box, arrows } = content;
  context.clearRect(0, 0, widthPx, heightPx);
  drawBeyond(ground, content.viewport, content.extent);
  if (range !== undefined) shade(ground, viewport, range, 0.16);
  if (box !== undefined) shade(ground, viewport, box, 0.28);
  if (arrows !== undefined) drawArrows(ground, content, arrows, content.arrowLooks);
  drawPlace(ground, content);
  if (content.pointedNs !== undefined) {
    line(ground, columnAt(viewport, content.pointedNs), colors.focus, Math.max(1, scale), []);
  }
  for (const name of ['a', 'b'] as const) {
    const timeNs = content.markers[name];
    if (timeNs === undefined) continue;
    line(ground, columnAt(viewport, timeNs), colors.focus, Math.max(1, scale), [6, 3]);
  }
  if (content.mirroredNs !== undefined) {
    line(ground, columnAt(viewport, content.mirroredNs), colors.text, Math.max(1, scale), [1, 2]);
  }
  if (content.hoverPx !== undefined) line(ground, content.hoverPx, colors.text, 1, [2, 3]);
}

/** The selected moment and its lane; the whole stretch where it is known. */
function drawPlace(
  { context, widthPx, scale, colors }: OverlayGround,
  { viewport, lanes, place, stretch }: OverlayContent,
): void {
  if (place === undefined) return;
  const lane = lanes.find((painted) => painted.lane.key === place.lane);
  if (lane === undefined) return;
  const { fromNs, toNs } = stretch ?? { fromNs: place.timeNs, toNs: place.timeNs };
  const lineWidth = Math.max(2, Math.round(2 * scale));
  const limit = (x: number): number => Math.min(widthPx + lineWidth, Math.max(-lineWidth, x));
  const fromPx = Math.round(limit(columnAt(viewport, fromNs)));
  const endPx = Math.round(limit(columnAt(viewport, toNs)));
  const leastPx = 3 * scale;
  const left = endPx - fromPx < leastPx ? (fromPx + endPx - leastPx) / 2 : fromPx;
  const width = Math.max(leastPx, endPx - fromPx);
  // On two grounds: the frame is seen on light and on dark stretches alike.
  context.lineWidth = lineWidth + 2;
  context.strokeStyle = colors.background;
  context.strokeRect(left - 1, lane.topPx - 1, width + 2, lane.heightPx + 2);
  context.lineWidth = lineWidth;
  context.strokeStyle = colors.focus;
  context.strokeRect(left - 1, lane.topPx - 1, width + 2, lane.heightPx + 2);
}

function shade(
  { context, heightPx, colors, scale }: OverlayGround,
  viewport: Viewport,
  { fromNs, toNs }: TimeRange,
  alpha: number,
): void {
  const fromPx = Math.round(columnAt(viewport, Math.min(fromNs, toNs)));
  const endPx = Math.round(columnAt(viewport, Math.max(fromNs, toNs)));
  const edgePx = Math.max(1, Math.round(scale));
  context.fillStyle = colors.focus;
  context.globalAlpha = alpha;
  context.fillRect(fromPx, 0, Math.max(edgePx, endPx - fromPx), heightPx);
  context.globalAlpha = 1;
  context.fillRect(fromPx, 0, edgePx, heightPx);
  context.fillRect(endPx, 0, edgePx, heightPx);
}

function line(
  { context, widthPx, heightPx, scale }: OverlayGround,
  atPx: number,
  color: string,
  linePx: number,
  dashCssPx: readonly number[],
): void {
  const x = Math.round(atPx);
  if (x < -linePx || x > widthPx + linePx) return;
  context.strokeStyle = color;
  context.lineWidth = linePx;
  context.setLineDash(dashCssPx.map((dash) => dash * scale));
  context.beginPath();
  context.moveTo(x + linePx / 2, 0);
  context.lineTo(x + linePx / 2, heightPx);
  context.stroke();
  context.setLineDash([]);
}
