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
/** Of a column, and what doubles may be wrong by. */
const HALF = 0.501;
/** Beside a stretch that is zoomed to, as a share of it. */
const ROOM = 0.04;

/** Where the view is, and the ways to move it. Nothing here knows a page. */
export class Navigator {
  private readonly history: NavigationHistory;
  private extent: Stretch | undefined;
  /** What linked timelines reach over, where this trace may have nothing. */
  private reach: Stretch | undefined;
  private columns = 0;
  /** undefined: the whole trace, also while it grows. */
  private wanted: Stretch | undefined;
  /** How far the grid is from the stretch that was to be shown; it stays so much while columns are as wide. */
  private offGrid: { readonly byNs: number; readonly columnNs: number } | undefined;
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

  /** The same as a stretch, without what the grid does to one that was restored: told on, it is the same again. */
  get standing(): Stretch | undefined {
    const { target, offGrid } = this;
    if (target === undefined) return undefined;
    const { fromNs, toNs } = stretchOf(target);
    const byNs = offGrid?.columnNs === target.columnNs ? offGrid.byNs : 0;
    return { fromNs: fromNs + byNs, toNs: toNs + byNs };
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

  /** The view may go so far beyond the trace; undefined: not at all. */
  setReach(reach: Stretch | undefined): void {
    this.reach = reach;
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
    this.offGrid = undefined;
  }

  fit(): void {
    const { limits } = this;
    if (limits === undefined || this.columns === 0) return;
    this.moveTo(fitted(limits, this.columns), 'fit', true);
  }

  /** Exactly this stretch. */
  show({ fromNs, toNs }: Stretch, gesture = 'show', room = 0): void {
    const { limits } = this;
    if (limits === undefined || this.columns === 0) return;
    this.moveTo(zoomedTo({ fromNs, toNs }, this.columns, limits, room), gesture, true);
  }

  zoomTo(stretch: Stretch): void {
    this.show(stretch, 'zoom-to', ROOM);
  }

  /** `factor` below 1: less time; what is at `column` stays. */
  zoom(factor: number, column: number, gesture: string, glides: boolean): void {
    const { target, limits } = this;
    if (target === undefined || limits === undefined) return;
    const from = glides ? target : this.viewport!;
    const anchor = this.anchorOf(from, column);
    this.moveTo(zoomed(from, factor, column, limits, anchor.timeNs), gesture, glides);
    this.anchor = { ...anchor, viewport: this.target };
  }

  pan(byColumns: number, gesture: string, glides: boolean): void {
    const { target, limits } = this;
    if (target === undefined || limits === undefined) return;
    this.moveTo(panned(glides ? target : this.viewport!, byColumns, limits), gesture, glides);
  }

  /** Moves a time into view where it is not; the zoom stays. */
  reveal(timeNs: number): void {
    const { target, limits } = this;
    if (target === undefined || limits === undefined) return;
    const viewport = revealed(target, timeNs, limits);
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

  /** How far the view may go. */
  private get limits(): Stretch | undefined {
    const { extent, reach } = this;
    if (extent === undefined || reach === undefined) return extent;
    return {
      fromNs: Math.min(extent.fromNs, reach.fromNs),
      toNs: Math.max(extent.toNs, reach.toNs),
    };
  }

  private goTo(stretch: Stretch | undefined): void {
    const { limits, columns } = this;
    if (stretch === undefined || limits === undefined) return;
    this.glideTo(zoomedTo(stretch, columns, limits), true);
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
    const { limits, columns, wanted } = this;
    if (limits === undefined || columns === 0) return;
    this.glide = undefined;
    this.target =
      wanted === undefined ? fitted(limits, columns) : zoomedTo(wanted, columns, limits);
    const { fromNs, columnNs } = this.target;
    const byNs = wanted === undefined ? 0 : wanted.fromNs - fromNs;
    // What is further off is not shown: the trace ends there.
    this.offGrid = Math.abs(byNs) <= columnNs * HALF ? { byNs, columnNs } : undefined;
    this.history.settled(stretchOf(this.target));
    this.options.moved();
  }

  private isWhole(viewport: Viewport): boolean {
    const { limits } = this;
    if (limits === undefined) return false;
    const whole = fitted(limits, viewport.columns);
    return clamped(viewport, limits).columnNs >= whole.columnNs * (1 - 1e-6);
  }
}

function easeOut(progress: number): number {
  return 1 - (1 - Math.min(1, Math.max(0, progress))) ** 3;
}
