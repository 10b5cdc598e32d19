import type { Hue } from './classStyles';
import { heatLevel } from './heatLevel';
import type { Ground } from './DeviceCanvases';

/** Faults are of exits of class `mem`, which have this hue in the chart of exits. */
export const heatHue: Hue = 'yellow';

/** Where a row of cells lies on a canvas, in device pixels. */
export interface HeatBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One cell a bin, side by side, as strong as its count is beside `most`. */
export function paintHeat(
  { context, colors }: Ground,
  counts: Uint32Array,
  most: number,
  { leftPx, topPx, widthPx, heightPx }: HeatBox,
): void {
  context.fillStyle = colors.hues[heatHue];
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!;
    if (count === 0) continue;
    const fromPx = Math.round((bin * widthPx) / counts.length);
    const endPx = Math.round(((bin + 1) * widthPx) / counts.length);
    context.globalAlpha = heatLevel(count, most);
    // More bins than pixels: a fault must not vanish between two of them.
    context.fillRect(leftPx + fromPx, topPx, Math.max(1, endPx - fromPx), heightPx);
  }
  context.globalAlpha = 1;
}

/** The bin under a place of the row, given as a share of its width. */
export function binAt(share: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(share * bins)));
}
