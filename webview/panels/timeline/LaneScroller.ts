import { element } from '../../dom/element';
import { rowsBetween, type LaneRow, type LaneRows } from '../../timeline/layoutLanes';

export interface LaneScrollerOptions {
  /** Stays in sight, whatever is scrolled: the canvas draws what is scrolled to. */
  readonly sticky: HTMLElement;
  readonly scrolled: () => void;
  readonly resized: () => void;
}

/** The scroll bar of the lanes, which reaches over all rows though only those in sight are drawn. */
export class LaneScroller {
  readonly root = element('div', { class: 'timeline-scroller' });
  private readonly spacer = element('div', { class: 'timeline-spacer' });
  private wanted: string | undefined;

  constructor({ sticky, scrolled, resized }: LaneScrollerOptions) {
    this.root.append(sticky, this.spacer);
    this.root.addEventListener('scroll', scrolled);
    new ResizeObserver(resized).observe(this.root);
  }

  get topCssPx(): number {
    return this.root.scrollTop;
  }

  get heightCssPx(): number {
    return this.root.clientHeight;
  }

  /** How wide the bar itself is. */
  get barCssPx(): number {
    return this.root.offsetWidth - this.root.clientWidth;
  }

  scrollBy(byCssPx: number): void {
    this.root.scrollTop += byCssPx;
  }

  fit({ pinnedCssPx, scrolledCssPx }: LaneRows): void {
    const beyondCssPx = Math.max(0, pinnedCssPx + scrolledCssPx - this.heightCssPx);
    this.spacer.style.height = `${beyondCssPx}px`;
  }

  /** The rows in sight below those that are pinned. */
  inSight({ scrolled, pinnedCssPx }: LaneRows): readonly LaneRow[] {
    const roomCssPx = this.heightCssPx - pinnedCssPx;
    return rowsBetween(scrolled, this.topCssPx, this.topCssPx + roomCssPx);
  }

  /** Rows that half a screen of scrolling would bring into sight. */
  nearSight(rows: LaneRows): readonly LaneRow[] {
    const inSight = this.inSight(rows);
    const [first, last] = [inSight[0], inSight.at(-1)];
    if (first === undefined || last === undefined) return [];
    const roomCssPx = this.heightCssPx / 2;
    const endCssPx = last.topCssPx + last.heightCssPx;
    return [
      ...rowsBetween(rows.scrolled, endCssPx, endCssPx + roomCssPx),
      ...rowsBetween(rows.scrolled, first.topCssPx - roomCssPx, first.topCssPx),
    ];
  }

  /** Puts a lane first, as far as there is room below. Returns whether anything has moved. */
  scrollTo({ scrolled }: LaneRows, key: string): boolean {
    const row = scrolled.find((of) => of.key === key);
    const beforeCssPx = this.topCssPx;
    if (row !== undefined) this.root.scrollTop = row.topCssPx;
    return this.topCssPx !== beforeCssPx;
  }

  /** The next `scrollToWanted` brings a lane into sight. */
  want(key: string): void {
    this.wanted = key;
  }

  /** Not before rows and room are known, which a hidden view's are not. */
  scrollToWanted({ scrolled, pinnedCssPx }: LaneRows): void {
    const row = scrolled.find(({ key }) => key === this.wanted);
    this.wanted = undefined;
    if (row === undefined) return;
    const roomCssPx = this.heightCssPx - pinnedCssPx;
    const bottomCssPx = row.topCssPx + row.heightCssPx;
    if (row.topCssPx < this.topCssPx) this.root.scrollTop = row.topCssPx;
    else if (bottomCssPx > this.topCssPx + roomCssPx) {
      this.root.scrollTop = bottomCssPx - roomCssPx;
    }
  }
}
