import { element } from '../dom/element';

/** A canvas of as many pixels as the device shows of it; its style gives it its size. */
export class SizedCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;

  constructor(
    attributes: Readonly<Record<string, string>>,
    settings: CanvasRenderingContext2DSettings,
    resized: () => void,
  ) {
    this.canvas = element('canvas', attributes);
    const context = this.canvas.getContext('2d', settings);
    if (context === null) throw new Error('This page cannot draw on a canvas.');
    this.context = context;
    new ResizeObserver(([entry]) => {
      const size = entry?.devicePixelContentBoxSize[0];
      // A hidden canvas keeps its picture.
      if (size === undefined || size.inlineSize === 0 || size.blockSize === 0) return;
      const { canvas } = this;
      if (canvas.width === size.inlineSize && canvas.height === size.blockSize) return;
      canvas.width = size.inlineSize;
      canvas.height = size.blockSize;
      resized();
    }).observe(this.canvas, { box: 'device-pixel-content-box' });
  }

  get widthPx(): number {
    return this.canvas.width;
  }

  get heightPx(): number {
    return this.canvas.height;
  }

  /** Device pixels in a CSS pixel. */
  get scale(): number {
    return this.canvas.clientWidth === 0 ? 1 : this.canvas.width / this.canvas.clientWidth;
  }
}
