import type { DrawnColumns } from './paintStacks';
import type { PixelTarget } from './PixelTarget';

/** Where events were lost, hatched over whatever else is there. `ink`: 1 where the pattern has it, by rows of `sidePx`. */
export function paintLost(
  { pixels, widthPx, heightPx }: PixelTarget,
  { column, phasePx }: DrawnColumns,
  lost: Uint8Array,
  color: number,
  ink: Uint8Array,
  sidePx: number,
): void {
  const mask = sidePx - 1;
  for (let fromPx = 0; fromPx < column.length; fromPx++) {
    if (!isLost(column[fromPx]!, lost)) continue;
    let endPx = fromPx + 1;
    while (endPx < column.length && isLost(column[endPx]!, lost)) endPx++;
    for (let y = 0; y < heightPx; y++) {
      const row = y * widthPx;
      const inkRow = (y & mask) * sidePx;
      for (let x = fromPx; x < endPx; x++) {
        if (ink[inkRow + ((x + phasePx) & mask)] === 1) pixels[row + x] = color;
      }
    }
    fromPx = endPx;
  }
}

function isLost(at: number, lost: Uint8Array): boolean {
  return at >= 0 && lost[at]! > 0;
}
