export interface OverlayColors {
  readonly focus: string;
  readonly text: string;
  readonly background: string;
  readonly font: string;
}

/** The canvas over the lanes, in pixels of the device. */
export interface OverlayGround {
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scale: number;
  readonly colors: OverlayColors;
}
