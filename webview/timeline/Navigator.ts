import { NavigationHistory } from './NavigationHistory';
import {
  between,
  clamped,
  fitted,
  panned,
  revealed,
  stretchOf,
  timeAt,
  zoomed,
  zoomedTo,
  type Stretch,
  type Viewport,
} from './viewport';

export interface NavigatorOptions {
  readonly nowMs: () => number;
  /** Whether steps by keys and buttons glide; not where the user wants less motion. */
  readonly isAnimated: () => boolean;
  /** The view is another one, or about to glide to it. */
  readonly moved: () => void;
}

const GLIDE_MS = 110;
/** Beside a stretch that is zoomed to, as a share of it. */
const ROOM = 0.04;

/** Where the view is, and the ways to move it. Nothing here knows a page. */
export class Navigator {
  private readonly history: NavigationHistory;
  private extent: Stretch | undefined;
  private columns = 0;
  /** undefined: the whole trace, also while it grows. */
  private wanted: Stretch | undefined;
  private target: Viewport | undefined;
  private anchor:
    | { readonly column: number; readonly timeNs: number; readonly viewport: Viewport | undefined }
    | undefined;
  private glide: { readonly from: Viewport; readonly startMs: number } | undefined;

  constructor(private readonly options: NavigatorOptions) {
    this.history = new NavigationHistory(options.nowMs);
  }

  /** What is in view now; undefined: there is no trace or no room yet. */
  get viewport(): Viewport | undefined {
    const { target, glide } = this;
    if (target === undefined || glide === undefined) return target;
    const progress = (this.options.nowMs() - glide.startMs) / GLIDE_MS;
    return between(glide.from, target, Math.min(1, easeOut(progress)));
  }

  /** Where the view is going to be. */
  get destination(): Viewport | undefined {
    return this.target;
  }

  get isGliding(): boolean {
    if (this.glide === undefined) return false;
    if (this.options.nowMs() - this.glide.startMs < GLIDE_MS) return true;
    this.glide = undefined;
    return false;
  }

  /** What to remember of the view; undefined: the whole trace. */
  get shown(): Stretch | undefined {
    return this.wanted;
  }

  get canGoBack(): boolean {
    return this.history.canGoBack;
  }

  get canGoForward(): boolean {
    return this.history.canGoForward;
  }

  /** The trace has grown, or is another one. */
  setExtent(extent: Stretch): void {
    this.extent = extent;
    this.settle();
  }

  /** The lanes are so many pixels of the device wide. */
  resize(columns: number): void {
    this.columns = columns;
    this.settle();
  }

  /** Takes up where an earlier page was; no step of its own. */
  restore(shown: Stretch | undefined): void {
    this.wanted = shown;
    this.settle();
  }

  restart(): void {
    this.extent = undefined;
    this.wanted = undefined;
    this.target = undefined;
    this.glide = undefined;
  }

  fit(): void {
    if (this.extent === undefined || this.columns === 0) return;
    this.moveTo(fitted(this.extent, this.columns), 'fit', true);
  }

  /** Exactly this stretch. */
  show({ fromNs, toNs }: Stretch, gesture = 'show', room = 0): void {
    if (this.extent === undefined || this.columns === 0) return;
    this.moveTo(zoomedTo({ fromNs, toNs }, this.columns, this.extent, room), gesture, true);
  }

  zoomTo(stretch: Stretch): void {
    this.show(stretch, 'zoom-to', ROOM);
  }

  /** `factor` below 1: less time; what is at `column` stays. */
  zoom(factor: number, column: number, gesture: string, glides: boolean): void {
    const { target, extent } = this;
    if (target === undefined || extent === undefined) return;
    const from = glides ? target : this.viewport!;
    const anchor = this.anchorOf(from, column);
    this.moveTo(zoomed(from, factor, column, extent, anchor.timeNs), gesture, glides);
    this.anchor = { ...anchor, viewport: this.target };
  }

  pan(byColumns: number, gesture: string, glides: boolean): void {
    const { target, extent } = this;
    if (target === undefined || extent === undefined) return;
    this.moveTo(panned(glides ? target : this.viewport!, byColumns, extent), gesture, glides);
  }

  /** Moves a time into view where it is not; the zoom stays. */
  reveal(timeNs: number): void {
    const { target, extent } = this;
    if (target === undefined || extent === undefined) return;
    const viewport = revealed(target, timeNs, extent);
    if (viewport !== target) this.moveTo(viewport, 'reveal', true);
  }

  back(): void {
    this.goTo(this.history.back());
  }

  forward(): void {
    this.goTo(this.history.forward());
  }

  /**
   * The time at a column; while the view is zoomed at the same column again and again it is the one of
   * the first time: that the view stands on a grid must not add up.
   */
  private anchorOf(from: Viewport, column: number): { column: number; timeNs: number } {
    const { anchor } = this;
    const isSame = anchor !== undefined && anchor.viewport === this.target;
    if (isSame && Math.abs(anchor.column - column) < 0.5) return anchor;
    return { column, timeNs: timeAt(from, column) };
  }

  private goTo(stretch: Stretch | undefined): void {
    const { extent, columns } = this;
    if (stretch === undefined || extent === undefined) return;
    this.glideTo(zoomedTo(stretch, columns, extent), true);
  }

  private moveTo(viewport: Viewport, gesture: string, glides: boolean): void {
    this.history.visited(stretchOf(viewport), gesture);
    this.glideTo(viewport, glides);
  }

  private glideTo(viewport: Viewport, glides: boolean): void {
    const from = this.viewport;
    this.target = viewport;
    this.glide =
      glides && from !== undefined && this.options.isAnimated()
        ? { from, startMs: this.options.nowMs() }
        : undefined;
    this.wanted = this.isWhole(viewport) ? undefined : stretchOf(viewport);
    this.options.moved();
  }

  /** The same stretch in another room, or of another trace. */
  private settle(): void {
    const { extent, columns, wanted } = this;
    if (extent === undefined || columns === 0) return;
    this.glide = undefined;
    this.target =
      wanted === undefined ? fitted(extent, columns) : zoomedTo(wanted, columns, extent);
    this.history.settled(stretchOf(this.target));
    this.options.moved();
  }

  private isWhole(viewport: Viewport): boolean {
    if (this.extent === undefined) return false;
    const whole = fitted(this.extent, viewport.columns);
    return clamped(viewport, this.extent).columnNs >= whole.columnNs * (1 - 1e-6);
  }
}

function easeOut(progress: number): number {
  return 1 - (1 - Math.min(1, Math.max(0, progress))) ** 3;
}
