/** What is dragged: along with the time, over a range to sum up, or over one to zoom to. */
export type DragKind = 'pan' | 'range' | 'box';

/** A place of the lanes, in CSS pixels from their corner. */
export interface StagePoint {
  readonly xCssPx: number;
  readonly yCssPx: number;
}

export interface LaneGesturesOptions {
  readonly stage: HTMLElement;
  /** A drag without keys draws a box to zoom to. */
  readonly isBoxMode: () => boolean;
  readonly zoomed: (factor: number, xCssPx: number) => void;
  readonly panned: (byCssPx: number) => void;
  readonly scrolled: (byCssPx: number) => void;
  readonly dragged: (kind: 'range' | 'box', from: StagePoint, to: StagePoint) => void;
  /** undefined: the drag was given up. */
  readonly dropped: (kind: DragKind, from: StagePoint, to: StagePoint | undefined) => void;
  readonly clicked: (point: StagePoint) => void;
  /** undefined: the pointer has left. */
  readonly hovered: (point: StagePoint | undefined) => void;
}

/** A pointer that moved less was to click. */
const CLICK_CSS_PX = 4;
/** Of a wheel: the exponent of how much more time is in view. */
export const ZOOM_PER_CSS_PX = 0.0022;
/** A pinch on a touchpad comes as a wheel with Ctrl and small steps. */
const ZOOM_PER_PINCH = 0.012;
/** A wheel that tells lines or pages. */
const LINE_CSS_PX = 20;
const PAGE_CSS_PX = 400;

/** Wheel and pointer on the lanes. */
export class LaneGestures {
  private drag: { readonly kind: DragKind; readonly from: StagePoint } | undefined;
  private lastX = 0;
  private lastY = 0;
  private hasMoved = false;

  constructor(private readonly options: LaneGesturesOptions) {
    const { stage } = options;
    stage.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.turn(event);
      },
      { passive: false },
    );
    stage.addEventListener('pointerdown', (event) => {
      this.press(event);
    });
    stage.addEventListener('pointermove', (event) => {
      this.move(event);
    });
    stage.addEventListener('pointerup', (event) => {
      this.release(this.pointOf(event));
    });
    stage.addEventListener('pointercancel', () => {
      this.cancel();
    });
    stage.addEventListener('pointerleave', () => {
      if (this.drag === undefined) options.hovered(undefined);
    });
  }

  get isDragging(): boolean {
    return this.drag !== undefined && this.hasMoved;
  }

  /** Gives a drag up; tells whether there was one. */
  cancel(): boolean {
    const { drag } = this;
    if (drag === undefined) return false;
    this.drag = undefined;
    this.options.dropped(drag.kind, drag.from, undefined);
    return true;
  }

  /** By the keys that are held; also for the wheel over the ruler. */
  turn(event: WheelEvent): void {
    const { zoomed, panned, scrolled } = this.options;
    const unit = event.deltaMode === 1 ? LINE_CSS_PX : event.deltaMode === 2 ? PAGE_CSS_PX : 1;
    const [deltaX, deltaY] = [event.deltaX * unit, event.deltaY * unit];
    const isSideways = Math.abs(deltaX) > Math.abs(deltaY);
    if (event.ctrlKey) zoomed(Math.exp(deltaY * ZOOM_PER_PINCH), this.pointOf(event).xCssPx);
    else if (event.altKey) scrolled(deltaY);
    else if (isSideways) panned(deltaX);
    else if (event.shiftKey) panned(deltaY);
    else zoomed(Math.exp(deltaY * ZOOM_PER_CSS_PX), this.pointOf(event).xCssPx);
  }

  private press(event: PointerEvent): void {
    if (event.button > 1) return;
    const { stage, isBoxMode } = this.options;
    // The middle button would start to scroll by itself.
    if (event.button === 1) event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const isBox = event.altKey || isBoxMode();
    const kind = event.button === 1 ? 'pan' : event.shiftKey ? 'range' : isBox ? 'box' : 'pan';
    this.drag = { kind, from: this.pointOf(event) };
    this.hasMoved = false;
    this.lastX = event.clientX;
    this.lastY = event.clientY;
  }

  private move(event: PointerEvent): void {
    const point = this.pointOf(event);
    const { drag, options } = this;
    if (drag === undefined) {
      options.hovered(point);
      return;
    }
    const { from, kind } = drag;
    const distance = Math.hypot(point.xCssPx - from.xCssPx, point.yCssPx - from.yCssPx);
    if (!this.hasMoved && distance < CLICK_CSS_PX) return;
    this.hasMoved = true;
    if (kind === 'pan') {
      options.panned(this.lastX - event.clientX);
      options.scrolled(this.lastY - event.clientY);
    } else options.dragged(kind, from, point);
    this.lastX = event.clientX;
    this.lastY = event.clientY;
  }

  private release(point: StagePoint): void {
    const { drag, options } = this;
    if (drag === undefined) return;
    this.drag = undefined;
    if (this.hasMoved) options.dropped(drag.kind, drag.from, point);
    else options.clicked(point);
  }

  private pointOf({ clientX, clientY }: MouseEvent): StagePoint {
    const { left, top } = this.options.stage.getBoundingClientRect();
    return { xCssPx: clientX - left, yCssPx: clientY - top };
  }
}
