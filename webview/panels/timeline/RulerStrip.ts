import { fontOf } from '../../charts/chartStyle';
import { SizedCanvas } from '../../charts/SizedCanvas';
import { onThemeChange, readThemeColors, type ThemeColors } from '../../charts/themeColors';
import { element } from '../../dom/element';
import type { TimeRange } from '../../state/timelineState';
import { drawRuler, type RulerContent } from '../../timeline/drawRuler';
import { timeAt } from '../../timeline/viewport';

export interface RulerStripOptions {
  /** Dragged over; undefined: clicked, which ends a range. */
  readonly rangePicked: (range: TimeRange | undefined) => void;
  readonly wheeled: (event: WheelEvent) => void;
}

const CLICK_CSS_PX = 4;

/** Times over the lanes. A drag along it picks a range; the wheel does what it does on the lanes. */
export class RulerStrip {
  readonly root: HTMLElement;
  private readonly sized: SizedCanvas;
  private readonly base = element('span', {
    class: 'timeline-ruler-base',
    'data-testid': 'timeline-ruler-base',
  });
  private theme: ThemeColors | undefined;
  private content: RulerContent | undefined;

  constructor(private readonly options: RulerStripOptions) {
    this.sized = new SizedCanvas(
      { class: 'timeline-ruler-canvas', 'aria-hidden': 'true', 'data-testid': 'timeline-ruler' },
      { alpha: false },
      () => {
        this.redraw();
      },
    );
    this.root = element('div', { class: 'timeline-ruler' }, this.base, this.sized.canvas);
    this.sized.canvas.addEventListener('pointerdown', (event) => {
      this.startDrag(event);
    });
    this.sized.canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        options.wheeled(event);
      },
      { passive: false },
    );
    onThemeChange(() => {
      this.theme = undefined;
      this.redraw();
    });
  }

  draw(content: RulerContent): void {
    this.content = content;
    this.redraw();
  }

  private redraw(): void {
    const { content, sized } = this;
    if (content === undefined || sized.widthPx === 0) return;
    this.theme ??= readThemeColors();
    const { theme } = this;
    const { context, widthPx, heightPx, scale } = sized;
    const { family, size } = fontOf(theme);
    const base = drawRuler(
      {
        context,
        widthPx,
        heightPx,
        scale,
        colors: {
          background: theme.background,
          text: theme.text,
          line: theme.gridLine,
          focus: theme.focus,
          match: theme.hues.yellow,
          font: `${Math.round(size * scale)}px ${family}`,
        },
      },
      content,
    );
    const text = base ?? 'Time';
    if (this.base.textContent !== text) this.base.textContent = text;
  }

  private startDrag(down: PointerEvent): void {
    const { canvas } = this.sized;
    if (down.button !== 0) return;
    canvas.setPointerCapture(down.pointerId);
    let hasMoved = false;
    const drag = (event: PointerEvent): void => {
      if (Math.abs(event.clientX - down.clientX) < CLICK_CSS_PX && !hasMoved) return;
      hasMoved = true;
      const [one, other] = [this.timeOf(down), this.timeOf(event)];
      this.options.rangePicked({ fromNs: Math.min(one, other), toNs: Math.max(one, other) });
    };
    canvas.addEventListener('pointermove', drag);
    canvas.addEventListener(
      'lostpointercapture',
      () => {
        canvas.removeEventListener('pointermove', drag);
        if (!hasMoved) this.options.rangePicked(undefined);
      },
      { once: true },
    );
  }

  private timeOf({ clientX }: PointerEvent): number {
    const { left } = this.sized.canvas.getBoundingClientRect();
    return timeAt(this.content!.viewport, (clientX - left) * this.sized.scale);
  }
}
