import { element } from '../dom/element';
import { onThemeChange, readThemeColors, type ThemeColors } from './themeColors';

/** Size and look of a canvas when it is painted. Lengths are pixels of the device: lines on them are sharp. */
export interface Ground {
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels in a CSS pixel. */
  readonly scale: number;
  readonly colors: ThemeColors;
}

export type Painter = (ground: Ground) => void;

/** Canvases painted at the device's own pixels; anew when their size, the zoom or the theme changes. */
export class DeviceCanvases {
  private readonly painters = new Map<HTMLCanvasElement, Painter>();
  private readonly observer = new ResizeObserver((entries) => {
    const colors = readThemeColors();
    for (const { target, devicePixelContentBoxSize } of entries) {
      const canvas = target as HTMLCanvasElement;
      const [size] = devicePixelContentBoxSize;
      if (size === undefined) continue;
      canvas.width = size.inlineSize;
      canvas.height = size.blockSize;
      this.paint(canvas, colors);
    }
  });

  constructor() {
    onThemeChange(() => {
      this.repaint();
    });
  }

  /** A canvas that is painted once it is laid out; its style gives it its size. */
  add(attributes: Readonly<Record<string, string>>, painter: Painter): HTMLCanvasElement {
    const canvas = element('canvas', attributes);
    this.painters.set(canvas, painter);
    this.observer.observe(canvas, { box: 'device-pixel-content-box' });
    return canvas;
  }

  repaint(): void {
    const colors = readThemeColors();
    for (const canvas of this.painters.keys()) this.paint(canvas, colors);
  }

  /** Forgets all canvases: others take their place. */
  clear(): void {
    this.observer.disconnect();
    this.painters.clear();
  }

  private paint(canvas: HTMLCanvasElement, colors: ThemeColors): void {
    const context = canvas.getContext('2d');
    const { width: widthPx, height: heightPx } = canvas;
    if (context === null || widthPx === 0 || heightPx === 0) return;
    context.clearRect(0, 0, widthPx, heightPx);
    const scale = widthPx / canvas.clientWidth;
    this.painters.get(canvas)?.({ context, widthPx, heightPx, scale, colors });
  }
}
