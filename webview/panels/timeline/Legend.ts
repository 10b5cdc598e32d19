import type { LaneKind, TimelineOverview } from '../../../src/protocol/timeline';
import { Disclosure } from '../../dom/Disclosure';
import { element } from '../../dom/element';
import { glyphOf, glyphs, GLYPH_PX } from '../../timeline/glyphs';
import type { Palette } from '../../timeline/Palette';
import type { Tile } from '../../timeline/paint/PixelTarget';
import { paintTile } from '../../timeline/paint/PixelTarget';
import { pixelOf } from '../../timeline/rgb';

export interface LegendOptions {
  readonly isOpen: boolean;
  readonly toggled: () => void;
}

const titles: readonly (readonly [LaneKind, string])[] = [
  ['state', 'States'],
  ['strategy', 'Idle'],
  ['wakes', 'Wakes'],
  ['exits', 'Exits'],
  ['cpu', 'Host CPUs'],
  ['page', 'Pages'],
];
const SWATCH_CSS_PX = 14;

/** What colours, patterns and glyphs stand for: of all kinds of lanes that are there. */
export class Legend {
  readonly root: HTMLElement;
  private readonly disclosure: Disclosure;

  constructor(options: LegendOptions) {
    this.disclosure = new Disclosure({ testId: 'timeline-legend', ...options });
    this.disclosure.setLabel('Legend');
    this.root = element(
      'div',
      { class: 'timeline-legend' },
      this.disclosure.button,
      this.disclosure.region,
    );
  }

  show({ lanes, categories }: TimelineOverview, palette: Palette, scale: number): void {
    const kinds = new Set(lanes.map(({ kind }) => kind));
    this.disclosure.region.replaceChildren(
      ...titles
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, title]) =>
          element(
            'p',
            { class: 'legend-kind' },
            element('strong', {}, title),
            ...categories[kind].map((category) => legendEntry(kind, category, palette, scale)),
          ),
        ),
    );
  }
}

function legendEntry(
  kind: LaneKind,
  category: string,
  palette: Palette,
  scale: number,
): HTMLElement {
  const { title } = palette.look(kind, category);
  return element(
    'span',
    { class: 'legend-entry' },
    categorySwatch(kind, category, palette, scale),
    title.replace(/^(KVM|Exits): /, kind === 'exits' ? '' : '$1: '),
  );
}

/** A sample of a category as it is painted. */
function categorySwatch(
  kind: LaneKind,
  category: string,
  palette: Palette,
  scale: number,
): HTMLCanvasElement {
  const canvas = element('canvas', { class: 'legend-swatch', 'aria-hidden': 'true' });
  const sidePx = Math.round(SWATCH_CSS_PX * scale);
  canvas.width = sidePx;
  canvas.height = sidePx;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const image = context.createImageData(sidePx, sidePx);
  const pixels = new Uint32Array(image.data.buffer);
  const tile = palette.tile(kind, category);
  if (kind === 'wakes') {
    pixels.fill(pixelOf(palette.colors.background));
    paintGlyphSwatch(pixels, sidePx, tile, category);
  } else {
    const target = { pixels, widthPx: sidePx, heightPx: sidePx };
    paintTile(target, tile, { fromPx: 0, endPx: sidePx, topPx: 0, bottomPx: sidePx }, 0);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function paintGlyphSwatch(pixels: Uint32Array, sidePx: number, tile: Tile, category: string): void {
  const rows = glyphs[glyphOf(category)];
  const dotPx = Math.max(1, Math.floor(sidePx / GLYPH_PX));
  const offset = (sidePx - GLYPH_PX * dotPx) >> 1;
  for (let y = 0; y < GLYPH_PX * dotPx; y++) {
    for (let x = 0; x < GLYPH_PX * dotPx; x++) {
      const bit = GLYPH_PX - 1 - Math.floor(x / dotPx);
      if (((rows[Math.floor(y / dotPx)]! >> bit) & 1) === 0) continue;
      pixels[(y + offset) * sidePx + x + offset] = tile.solid ?? tile.pixels[0]!;
    }
  }
}
