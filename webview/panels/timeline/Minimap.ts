import type { ExitsOverTime } from '../../../src/protocol/exits';
import { SizedCanvas } from '../../charts/SizedCanvas';
import { element } from '../../dom/element';
import { readPaletteColors } from '../../timeline/readPaletteColors';
import { hexOf, mixed } from '../../timeline/rgb';
import { stretchOf, timeAt, type Stretch, type Viewport } from '../../timeline/viewport';

export interface MinimapOptions {
  /** The middle of the view is to be at this time. */
  readonly centred: (timeNs: number) => void;
  /** The view is to be this stretch. */
  readonly shown: (stretch: Stretch) => void;
  readonly wheeled: (event: WheelEvent) => void;
}

export interface MinimapContent {
  readonly extent: Stretch;
  readonly exits: ExitsOverTime | undefined;
  readonly lost: readonly Stretch[];
}

const LEAST_BOX_CSS_PX = 6;
/** How strong the density of exits is drawn. */
const EXITS_SHARE = 0.5;

/** The whole trace: how dense its exits are, where events were lost, and what of it is in view. */
export class Minimap {
  readonly root: HTMLElement;
  private readonly sized: SizedCanvas;
  private readonly box = element('div', {
    class: 'minimap-box',
    'data-testid': 'timeline-minimap-box',
  });
  private content: MinimapContent | undefined;
  private viewport: Viewport | undefined;
  private colors: MinimapColors | undefined;

  constructor(private readonly options: MinimapOptions) {
    this.sized = new SizedCanvas({ 'aria-hidden': 'true' }, { alpha: false }, () => {
      this.draw();
      this.place();
    });
    this.root = element(
      'div',
      { class: 'timeline-minimap', 'data-testid': 'timeline-minimap' },
      this.sized.canvas,
      this.box,
    );
    this.root.addEventListener('pointerdown', (event) => {
      this.startDrag(event);
    });
    this.root.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        options.wheeled(event);
      },
      { passive: false },
    );
  }

  show(content: MinimapContent): void {
    this.content = content;
    this.draw();
    this.place();
  }

  /** Colours are read anew. */
  forgetTheme(): void {
    this.colors = undefined;
    this.draw();
  }

  follow(viewport: Viewport): void {
    this.viewport = viewport;
    this.place();
  }

  private draw(): void {
    const { content, sized } = this;
    const { context, widthPx, heightPx } = sized;
    if (content === undefined || widthPx === 0) return;
    const { exits, lost, extent } = content;
    this.colors ??= readColors();
    const { colors } = this;
    const spanNs = Math.max(1, extent.toNs - extent.fromNs);
    const pixel = (timeNs: number): number => ((timeNs - extent.fromNs) / spanNs) * widthPx;
    context.fillStyle = colors.background;
    context.fillRect(0, 0, widthPx, heightPx);
    if (exits !== undefined) {
      const totals = totalsOf(exits);
      const most = totals.reduce((left, right) => Math.max(left, right), 1);
      context.fillStyle = colors.exits;
      totals.forEach((count, bin) => {
        if (count === 0) return;
        const fromPx = Math.round(pixel(exits.fromNs + bin * exits.binNs));
        const endPx = Math.round(pixel(exits.fromNs + (bin + 1) * exits.binNs));
        const barPx = Math.max(1, Math.round((count / most) * heightPx));
        context.fillRect(fromPx, heightPx - barPx, Math.max(1, endPx - fromPx), barPx);
      });
    }
    context.fillStyle = colors.lost;
    for (const { fromNs, toNs } of lost) {
      const fromPx = Math.floor(pixel(fromNs));
      context.fillRect(fromPx, 0, Math.max(2, Math.ceil(pixel(toNs)) - fromPx), heightPx);
    }
  }

  private place(): void {
    const { content, viewport } = this;
    if (content === undefined || viewport === undefined) return;
    const { fromNs, toNs } = stretchOf(viewport);
    const from = this.shareAt(fromNs);
    const to = this.shareAt(toNs);
    const { style } = this.box;
    // In sight also where the view is beyond the trace.
    style.left = `min(${from * 100}%, 100% - ${LEAST_BOX_CSS_PX}px)`;
    style.width = `max(${LEAST_BOX_CSS_PX}px, ${(to - from) * 100}%)`;
  }

  private shareAt(timeNs: number): number {
    const { fromNs, toNs } = this.content!.extent;
    return Math.min(1, Math.max(0, (timeNs - fromNs) / Math.max(1, toNs - fromNs)));
  }

  private timeAtClientX(clientX: number): number {
    const { left, width } = this.root.getBoundingClientRect();
    const { fromNs, toNs } = this.content!.extent;
    return fromNs + ((clientX - left) / Math.max(1, width)) * (toNs - fromNs);
  }

  /** The box follows the pointer; pressed beside it, it comes there first. Shift draws another box. */
  private startDrag(down: PointerEvent): void {
    const { viewport } = this;
    if (this.content === undefined || viewport === undefined || down.button !== 0) return;
    down.preventDefault();
    this.root.setPointerCapture(down.pointerId);
    const startNs = this.timeAtClientX(down.clientX);
    const middleNs = timeAt(viewport, viewport.columns / 2);
    const { fromNs, toNs } = stretchOf(viewport);
    const grabNs = startNs >= fromNs && startNs <= toNs ? startNs - middleNs : 0;
    const drag = (event: PointerEvent): void => {
      const timeNs = this.timeAtClientX(event.clientX);
      if (!down.shiftKey) this.options.centred(timeNs - grabNs);
      else if (Math.abs(event.clientX - down.clientX) > 2) {
        this.options.shown({ fromNs: Math.min(startNs, timeNs), toNs: Math.max(startNs, timeNs) });
      }
    };
    if (!down.shiftKey) drag(down);
    this.root.addEventListener('pointermove', drag);
    this.root.addEventListener(
      'lostpointercapture',
      () => {
        this.root.removeEventListener('pointermove', drag);
      },
      { once: true },
    );
  }
}

interface MinimapColors {
  readonly background: string;
  readonly exits: string;
  readonly lost: string;
}

function readColors(): MinimapColors {
  const { background, text, byId } = readPaletteColors();
  return {
    background: hexOf(background),
    exits: hexOf(mixed(text, background, EXITS_SHARE)),
    lost: hexOf(byId.lost),
  };
}

function totalsOf({ counts, bins, classes }: ExitsOverTime): readonly number[] {
  return Array.from({ length: bins }, (_, bin) =>
    classes.reduce((sum, _class, index) => sum + counts[index * bins + bin]!, 0),
  );
}
