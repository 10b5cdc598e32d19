import type { OverlayGround } from './OverlayGround';
import { columnAt, type Stretch, type Viewport } from './viewport';

const SHADE = 0.07;
/** Every view of a whole trace has a little room at both ends: that is nothing to tell of. */
const LEAST_SHARE = 0.015;
/** Beside the words. */
const ROOM_CSS_PX = 8;

/** Says where a linked timeline shows times that this recording has nothing of. */
export function drawBeyond(
  ground: OverlayGround,
  viewport: Viewport,
  { fromNs, toNs }: Stretch,
): void {
  const { widthPx } = ground;
  const beginPx = Math.round(columnAt(viewport, fromNs));
  const endPx = Math.round(columnAt(viewport, toNs));
  if (beginPx > 0) shadeBeyond(ground, 0, Math.min(widthPx, beginPx), 'before the recording');
  if (endPx < widthPx) shadeBeyond(ground, Math.max(0, endPx), widthPx, 'after the recording');
}

function shadeBeyond(
  { context, widthPx, heightPx, scale, colors }: OverlayGround,
  fromPx: number,
  endPx: number,
  words: string,
): void {
  if (endPx - fromPx < LEAST_SHARE * widthPx) return;
  context.fillStyle = colors.text;
  context.globalAlpha = SHADE;
  context.fillRect(fromPx, 0, endPx - fromPx, heightPx);
  context.globalAlpha = 1;
  context.font = colors.font;
  const wordsPx = context.measureText(words).width;
  if (wordsPx + 2 * ROOM_CSS_PX * scale > endPx - fromPx) return;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(words, (fromPx + endPx) / 2, Math.min(heightPx / 2, 40 * scale));
  context.textAlign = 'start';
  context.textBaseline = 'alphabetic';
}
