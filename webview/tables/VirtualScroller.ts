import { element } from '../dom/element';
import {
  clampTopPosition,
  contentCssPx,
  isScaled,
  scrollCssPxAt,
  topPositionAt,
  visibleRows,
  type ScrollGeometry,
} from './scrollMap';

export interface RowRange {
  readonly first: number;
  readonly end: number;
}

export interface VirtualScrollerOptions {
  readonly rowCssPx: number;
  readonly header: HTMLElement;
  /** Rows go here, placed from its upper edge. */
  readonly layer: HTMLElement;
  /** Something may have to be drawn anew; called at most once a frame. */
  readonly draw: () => void;
  /** The viewport has another height; told with what was visible before. */
  readonly resized: (before: RowRange) => void;
}

/**
 * Scrolls through more rows than a browser can lay out. The truth is `topPosition`, in rows; the
 * native scroll bar is set from it and, when the user drags it, read back through scrollMap.
 */
export class VirtualScroller {
  readonly root: HTMLElement;
  private readonly spacer: HTMLElement;
  private rowCount = 0;
  private position = 0;
  private viewportCssPx = 0;
  /** Where we put the scroll bar ourselves: the event this causes is not the user's. */
  private ownScrollCssPx = 0;
  private isDrawRequested = false;

  constructor(private readonly options: VirtualScrollerOptions) {
    this.spacer = element('div', { class: 'scroll-spacer', role: 'presentation' });
    this.spacer.append(options.header, options.layer);
    this.root = element('div', { class: 'virtual-scroller' }, this.spacer);
    this.root.addEventListener('scroll', () => {
      this.scrolled();
    });
    this.root.addEventListener(
      'wheel',
      (event) => {
        this.wheeled(event);
      },
      { passive: false },
    );
    new ResizeObserver(() => {
      this.measure();
    }).observe(this.root);
  }

  get topPosition(): number {
    return this.position;
  }

  get geometry(): ScrollGeometry {
    return {
      rowCount: this.rowCount,
      rowCssPx: this.options.rowCssPx,
      viewportCssPx: this.viewportCssPx,
    };
  }

  get visible(): RowRange {
    return visibleRows(this.position, this.geometry);
  }

  setRowCount(rowCount: number): void {
    this.rowCount = rowCount;
    this.fit();
  }

  scrollTo(topPosition: number): void {
    this.position = clampTopPosition(topPosition, this.geometry);
    this.root.scrollTop = scrollCssPxAt(this.position, this.geometry);
    this.ownScrollCssPx = this.root.scrollTop;
    this.requestDraw();
  }

  requestDraw(): void {
    if (this.isDrawRequested) return;
    this.isDrawRequested = true;
    requestAnimationFrame(() => {
      this.isDrawRequested = false;
      this.options.draw();
    });
  }

  private measure(): void {
    const before = this.visible;
    this.viewportCssPx = Math.max(0, this.root.clientHeight - this.options.header.offsetHeight);
    this.fit();
    this.options.resized(before);
  }

  private fit(): void {
    const headerCssPx = this.options.header.offsetHeight;
    this.spacer.style.height = `${contentCssPx(this.geometry) + headerCssPx}px`;
    this.options.layer.style.height = `${this.viewportCssPx}px`;
    // Before the first layout nothing can be clamped: a restored position must survive until then.
    if (this.viewportCssPx > 0 && this.rowCount > 0) this.scrollTo(this.position);
  }

  private scrolled(): void {
    // While the tab is hidden its size is zero, and so is every scroll position.
    const isLaidOut = this.viewportCssPx > 0;
    if (isLaidOut && Math.abs(this.root.scrollTop - this.ownScrollCssPx) >= 1) {
      this.ownScrollCssPx = this.root.scrollTop;
      this.position = topPositionAt(this.root.scrollTop, this.geometry);
    }
    this.requestDraw();
  }

  private wheeled(event: WheelEvent): void {
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    // Unscaled, the browser's own smooth scrolling is exact.
    if (isSideways || event.ctrlKey || !isScaled(this.geometry)) return;
    event.preventDefault();
    this.scrollTo(this.position + this.rowsOf(event));
  }

  private rowsOf(event: WheelEvent): number {
    switch (event.deltaMode) {
      case WheelEvent.DOM_DELTA_LINE:
        return event.deltaY;
      case WheelEvent.DOM_DELTA_PAGE:
        return (event.deltaY * this.viewportCssPx) / this.options.rowCssPx;
      default:
        return event.deltaY / this.options.rowCssPx;
    }
  }
}
