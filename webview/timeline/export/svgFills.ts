import type { CategoryLook } from '../categoryLooks';
import { patterns, TILE_PX, type PatternName } from '../patterns';
import { hexOf, mixed, parseRgb } from '../rgb';
import { RectPath } from './RectPath';
import { svgElement } from './svgElement';

/** How much of a pattern's colour is between its strokes. */
const PAPER_SHARE = 0.22;

/** What areas are filled with; patterns are defined once each. */
export class SvgFills {
  private readonly definitions = new Map<string, string>();

  constructor(private readonly background: string) {}

  /** Value of a `fill`. */
  of({ color, pattern }: Pick<CategoryLook, 'color' | 'pattern'>): string {
    return pattern === 'solid' ? color : this.pattern(color, pattern, this.paperOf(color));
  }

  /** Strokes alone: what is under them stays to be seen. */
  over(color: string, pattern: PatternName): string {
    return this.pattern(color, pattern, undefined);
  }

  /** Colours without a pattern, mixed with the background. */
  plain(color: string, share: number): string {
    const [ink, paper] = [parseRgb(color), parseRgb(this.background)];
    return ink === undefined || paper === undefined ? color : hexOf(mixed(ink, paper, share));
  }

  defs(): string {
    return svgElement('defs', {}, [...this.definitions.values()].join(''));
  }

  private paperOf(color: string): string {
    return this.plain(color, PAPER_SHARE);
  }

  private pattern(color: string, pattern: PatternName, paper: string | undefined): string {
    const id = `${pattern}-${color.replaceAll(/[^\w]/g, '')}${paper === undefined ? '-over' : ''}`;
    if (!this.definitions.has(id)) this.definitions.set(id, definition(id, pattern, color, paper));
    return `url(#${id})`;
  }
}

function definition(
  id: string,
  pattern: PatternName,
  color: string,
  paper: string | undefined,
): string {
  const ink = new RectPath();
  patterns[pattern].forEach((row, y) => {
    for (let x = 0; x < TILE_PX; x++) {
      if (((row >> (TILE_PX - 1 - x)) & 1) === 1) ink.add(x, x + 1, y, y + 1);
    }
  });
  const size = { width: TILE_PX, height: TILE_PX };
  return svgElement(
    'pattern',
    { id, ...size, patternUnits: 'userSpaceOnUse' },
    paper === undefined ? '' : svgElement('rect', { ...size, fill: paper }),
    svgElement('path', { d: ink.text(), fill: color }),
  );
}
