import type { TimelineOverview } from '../../../src/protocol/timeline';
import { SizedCanvas } from '../../charts/SizedCanvas';
import { fontOf } from '../../charts/chartStyle';
import { onThemeChange, readThemeColors, type ThemeColors } from '../../charts/themeColors';
import { element } from '../../dom/element';
import { drawOverlay, type OverlayContent } from '../../timeline/drawOverlay';
import { drawStretchLabels } from '../../timeline/drawStretchLabels';
import { LanePainter, type LaneScales, type PaintedLane } from '../../timeline/LanePainter';
import type { LaneRow } from '../../timeline/layoutLanes';
import type { OverlayGround } from '../../timeline/OverlayGround';
import { Palette } from '../../timeline/Palette';
import { readPaletteColors } from '../../timeline/readPaletteColors';
import { mixed, pixelOf } from '../../timeline/rgb';
import type { TimelineData } from '../../timeline/TimelineData';
import type { Stretch, Viewport } from '../../timeline/viewport';

export interface LaneSurfaceOptions {
  readonly data: TimelineData;
  /** Columns of the device, a CSS pixel's size, or the theme have changed. */
  readonly changed: () => void;
}

/** What is in sight of the lanes. */
export interface SurfaceFrame {
  readonly viewport: Viewport;
  readonly extent: Stretch;
  readonly pinned: readonly LaneRow[];
  readonly pinnedCssPx: number;
  readonly scrolled: readonly LaneRow[];
  readonly scrollCssPx: number;
  readonly categories: TimelineOverview['categories'];
}

/** How strong lines between lanes are. */
const LINE_SHARE = 0.22;

/** The canvas of the lanes, and over it that of what is picked. */
export class LaneSurface {
  readonly root: HTMLElement;
  private readonly lanes: SizedCanvas;
  private readonly overlay: SizedCanvas;
  private image: ImageData | undefined;
  private painter: LanePainter | undefined;
  private palettes: { readonly palette: Palette; readonly theme: ThemeColors } | undefined;

  constructor(private readonly options: LaneSurfaceOptions) {
    const forget = (): void => {
      this.palettes = undefined;
      this.painter = undefined;
      options.changed();
    };
    // Pixels are worked out here: a canvas in the memory of the graphics card would only copy them.
    const settings = { alpha: false, willReadFrequently: true };
    this.lanes = new SizedCanvas(
      { class: 'timeline-canvas', 'aria-hidden': 'true', 'data-testid': 'timeline-canvas' },
      settings,
      forget,
    );
    this.overlay = new SizedCanvas(
      { class: 'timeline-overlay', 'aria-hidden': 'true' },
      {},
      options.changed,
    );
    this.root = element(
      'div',
      {
        class: 'timeline-stage',
        role: 'application',
        tabindex: '0',
        'aria-label': 'Timeline. Press ? for its keys, T for a table.',
        'data-testid': 'timeline-stage',
      },
      this.lanes.canvas,
      this.overlay.canvas,
    );
    onThemeChange(forget);
  }

  get columns(): number {
    return this.lanes.widthPx;
  }

  get canvas(): HTMLCanvasElement {
    return this.lanes.canvas;
  }

  get heightCssPx(): number {
    return this.lanes.canvas.clientHeight;
  }

  get widthCssPx(): number {
    return this.lanes.canvas.clientWidth;
  }

  /** Device pixels in a CSS pixel. */
  get scale(): number {
    return this.lanes.scale;
  }

  get palette(): Palette {
    return this.looks().palette;
  }

  get theme(): ThemeColors {
    return this.looks().theme;
  }

  /** Rows in pixels of the device, from the top of the canvas. */
  paintedLanes({
    pinned,
    pinnedCssPx,
    scrolled,
    scrollCssPx,
  }: SurfaceFrame): readonly PaintedLane[] {
    return [
      ...this.inPixels(pinned, 0),
      ...this.inPixels(scrolled, Math.round((pinnedCssPx - scrollCssPx) * this.scale)),
    ];
  }

  paint(frame: SurfaceFrame): LaneScales {
    const { widthPx, heightPx, context } = this.lanes;
    const { viewport, extent, categories, pinned, pinnedCssPx, scrolled, scrollCssPx } = frame;
    const { scale } = this;
    if (this.image?.width !== widthPx || this.image.height !== heightPx) {
      this.image = context.createImageData(widthPx, heightPx);
    }
    this.painter ??= new LanePainter(this.palette, this.options.data);
    const pixels = new Uint32Array(this.image.data.buffer);
    const pinnedPx = Math.min(heightPx, Math.round(pinnedCssPx * scale));
    const common = { viewport, extent, scale, categories };
    const top = { ...common, lanes: this.inPixels(pinned, 0) };
    const below = { ...common, lanes: this.inPixels(scrolled, Math.round(-scrollCssPx * scale)) };
    const scales = this.painter.scalesOf({ ...common, lanes: [...top.lanes, ...below.lanes] });
    const under = pixels.subarray(pinnedPx * widthPx);
    this.painter.paint({ pixels: under, widthPx, heightPx: heightPx - pinnedPx }, below, scales);
    this.paintHeads(under, scrolled, scrollCssPx);
    if (pinnedPx > 0) {
      const over = pixels.subarray(0, pinnedPx * widthPx);
      this.painter.paint({ pixels: over, widthPx, heightPx: pinnedPx }, top, scales);
      this.paintLine(pixels, pinnedPx - 1);
    }
    context.putImageData(this.image, 0, 0);
    this.drawLabels(frame, pinnedPx);
    return scales;
  }

  drawOverlay(content: OverlayContent): void {
    drawOverlay(this.groundOf(this.overlay), content);
  }

  /** Lanes that scroll go under those that are pinned, and so do their words. */
  private drawLabels(frame: SurfaceFrame, pinnedPx: number): void {
    const { viewport, categories, pinned, scrolled, pinnedCssPx, scrollCssPx } = frame;
    const ground = this.groundOf(this.lanes);
    const { context, widthPx, heightPx } = ground;
    const { palette } = this;
    const { data } = this.options;
    const offsetPx = Math.round((pinnedCssPx - scrollCssPx) * this.scale);
    const below = this.inPixels(scrolled, offsetPx);
    drawStretchLabels(ground, viewport, this.inPixels(pinned, 0), categories, palette, data);
    context.save();
    context.beginPath();
    context.rect(0, pinnedPx, widthPx, heightPx - pinnedPx);
    context.clip();
    drawStretchLabels(ground, viewport, below, categories, palette, data);
    context.restore();
  }

  private groundOf({ context, widthPx, heightPx }: SizedCanvas): OverlayGround {
    const { theme, scale } = this;
    const { family, size } = fontOf(theme);
    const colors = {
      focus: theme.focus,
      text: theme.text,
      background: theme.background,
      font: `${Math.round(size * scale)}px ${family}`,
    };
    return { context, widthPx, heightPx, scale, colors };
  }

  private inPixels(rows: readonly LaneRow[], offsetPx: number): readonly PaintedLane[] {
    const { scale } = this;
    return rows.flatMap(({ lane, topCssPx, heightCssPx }) => {
      if (lane === undefined) return [];
      const topPx = Math.round(topCssPx * scale);
      const heightPx = Math.round((topCssPx + heightCssPx) * scale) - topPx;
      return [{ lane, topPx: topPx + offsetPx, heightPx }];
    });
  }

  /** A line under the head of each group. */
  private paintHeads(pixels: Uint32Array, rows: readonly LaneRow[], scrollCssPx: number): void {
    for (const { lane, topCssPx, heightCssPx } of rows) {
      if (lane !== undefined) continue;
      this.paintLine(pixels, Math.round((topCssPx + heightCssPx - scrollCssPx) * this.scale) - 1);
    }
  }

  private paintLine(pixels: Uint32Array, y: number): void {
    const { widthPx } = this.lanes;
    const { text, background } = this.palette.colors;
    if (y < 0 || (y + 1) * widthPx > pixels.length) return;
    pixels.fill(pixelOf(mixed(text, background, LINE_SHARE)), y * widthPx, (y + 1) * widthPx);
  }

  private looks(): { readonly palette: Palette; readonly theme: ThemeColors } {
    this.palettes ??= {
      palette: new Palette(readPaletteColors(), this.scale),
      theme: readThemeColors(),
    };
    return this.palettes;
  }
}
