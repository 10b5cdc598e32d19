import type { LaneKind } from '../../src/protocol/timeline';
import { categoryStyle, type CategoryLook, type CategoryStyle } from './categoryLooks';
import type { ColorId } from './colorIds';
import type { Tile } from './paint/PixelTarget';
import { patterns, TILE_PX, type PatternName } from './patterns';
import { hexOf, mixed, pixelOf, type Rgb } from './rgb';

export interface PaletteColors {
  readonly background: Rgb;
  readonly text: Rgb;
  readonly byId: Readonly<Record<ColorId, Rgb>>;
  readonly isHighContrast: boolean;
}

/** How much of a pattern's colour is between its strokes: a band stays one band to the eye. */
const PAPER_SHARE = 0.22;
const CONTRAST_PAPER_SHARE = 0;

/** The looks of categories in one theme, as tiles of pixels. */
export class Palette {
  private readonly tiles = new Map<string, Tile>();
  private readonly scale: number;

  /** `scale`: device pixels in a CSS pixel. */
  constructor(
    readonly colors: PaletteColors,
    scale: number,
  ) {
    // A tile's side stays a power of two.
    this.scale = scale < 1.5 ? 1 : scale < 3 ? 2 : 4;
  }

  look(kind: LaneKind, category: string): CategoryLook {
    const style = categoryStyle(kind, category);
    const color = hexOf(this.colors.byId[style.color]);
    return { title: style.title, color, pattern: this.patternOf(style) };
  }

  tile(kind: LaneKind, category: string): Tile {
    const style = categoryStyle(kind, category);
    return this.tileOf(style.color, this.patternOf(style));
  }

  /** The colour of a category, without its pattern. */
  plainOf(kind: LaneKind, category: string): Tile {
    return this.tileOf(categoryStyle(kind, category).color, 'solid');
  }

  /** The colour alone, mixed with the background. */
  plainTile(color: ColorId, share: number): Tile {
    const { byId, background } = this.colors;
    const solid = pixelOf(mixed(byId[color], background, share));
    return { pixels: Uint32Array.of(solid), sidePx: 1, solid };
  }

  tileOf(color: ColorId, pattern: PatternName): Tile {
    const key = `${color} ${pattern}`;
    const known = this.tiles.get(key);
    if (known !== undefined) return known;
    const tile = this.bake(this.colors.byId[color], pattern);
    this.tiles.set(key, tile);
    return tile;
  }

  /** 1 where a pattern has ink, by rows of its side. */
  mask(pattern: PatternName): { readonly ink: Uint8Array; readonly sidePx: number } {
    const sidePx = TILE_PX * this.scale;
    const ink = new Uint8Array(sidePx * sidePx);
    for (let y = 0; y < sidePx; y++) {
      const row = patterns[pattern][Math.floor(y / this.scale)]!;
      for (let x = 0; x < sidePx; x++) {
        const bit = TILE_PX - 1 - Math.floor(x / this.scale);
        ink[y * sidePx + x] = (row >> bit) & 1;
      }
    }
    return { ink, sidePx };
  }

  private bake(color: Rgb, pattern: PatternName): Tile {
    const { background, isHighContrast } = this.colors;
    const stroke = pixelOf(color);
    const share = isHighContrast ? CONTRAST_PAPER_SHARE : PAPER_SHARE;
    const paper = pixelOf(mixed(color, background, share));
    const { ink, sidePx } = this.mask(pattern);
    const pixels = Uint32Array.from(ink, (isInk) => (isInk === 1 ? stroke : paper));
    return { pixels, sidePx, solid: pattern === 'solid' ? stroke : undefined };
  }

  private patternOf({ pattern, contrastPattern }: CategoryStyle): PatternName {
    return this.colors.isHighContrast ? contrastPattern : pattern;
  }
}
