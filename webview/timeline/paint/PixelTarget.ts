/** Pixels of the device as a canvas holds them: 0xAABBGGRR, by rows. */
export interface PixelTarget {
  readonly pixels: Uint32Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Rows of pixels that a lane takes, over the whole width; some may be out of sight. */
export interface LaneBox {
  readonly topPx: number;
  readonly heightPx: number;
}

/** Pixels of a target: up to `endPx` and `bottomPx`, without them. */
export interface PixelArea {
  readonly fromPx: number;
  readonly endPx: number;
  readonly topPx: number;
  readonly bottomPx: number;
}

/** A repeated square of pixels, by rows; its side is a power of two. */
export interface Tile {
  readonly pixels: Uint32Array;
  readonly sidePx: number;
  /** Every pixel is of this colour; undefined: it has a pattern. */
  readonly solid: number | undefined;
}

/** The same for one column of pixels, which most are where the view covers much time. */
export function paintColumn(
  { pixels, widthPx, heightPx }: PixelTarget,
  { solid, sidePx, pixels: ink }: Tile,
  x: number,
  topPx: number,
  bottomPx: number,
  phasePx: number,
): void {
  const first = Math.max(0, topPx);
  const end = Math.min(bottomPx, heightPx);
  let place = first * widthPx + x;
  if (solid !== undefined) {
    for (let y = first; y < end; y++, place += widthPx) pixels[place] = solid;
    return;
  }
  const mask = sidePx - 1;
  const tileColumn = (x + phasePx) & mask;
  for (let y = first; y < end; y++, place += widthPx) {
    pixels[place] = ink[(y & mask) * sidePx + tileColumn]!;
  }
}

/** A call costs more than to write so many pixels. */
const FEW_PX = 12;

/** Fills what of an area is on the target; `phasePx` moves the pattern along with the time. */
export function paintTile(
  { pixels, widthPx, heightPx }: PixelTarget,
  { solid, sidePx, pixels: ink }: Tile,
  area: PixelArea,
  phasePx: number,
): void {
  const { fromPx, endPx } = area;
  const bottomPx = Math.min(area.bottomPx, heightPx);
  const mask = sidePx - 1;
  for (let y = Math.max(0, area.topPx); y < bottomPx; y++) {
    const row = y * widthPx;
    if (solid !== undefined) {
      if (endPx - fromPx > FEW_PX) pixels.fill(solid, row + fromPx, row + endPx);
      else for (let x = fromPx; x < endPx; x++) pixels[row + x] = solid;
      continue;
    }
    const tileRow = (y & mask) * sidePx;
    for (let x = fromPx; x < endPx; x++) pixels[row + x] = ink[tileRow + ((x + phasePx) & mask)]!;
  }
}
