import type { TimeRange } from '../../state/timelineState';
import { rowAt, type LaneRow, type LaneRows } from '../../timeline/layoutLanes';
import type { Navigator } from '../../timeline/Navigator';
import { timeAt } from '../../timeline/viewport';
import type { StagePoint } from './LaneGestures';
import type { LaneScroller } from './LaneScroller';
import type { LaneSurface } from './LaneSurface';

export interface StagePlacesOptions {
  readonly navigator: Navigator;
  readonly surface: LaneSurface;
  readonly scroller: () => LaneScroller;
  readonly rows: () => LaneRows;
}

/** Which time and which lane are at a point of the stage. */
export class StagePlaces {
  constructor(private readonly options: StagePlacesOptions) {}

  timeAt(xCssPx: number): number {
    const { navigator, surface } = this.options;
    const { viewport } = navigator;
    return viewport === undefined ? 0 : timeAt(viewport, xCssPx * surface.scale);
  }

  rowAt(yCssPx: number): LaneRow | undefined {
    const { pinned, pinnedCssPx, scrolled } = this.options.rows();
    if (yCssPx < pinnedCssPx) return rowAt(pinned, yCssPx);
    return rowAt(scrolled, yCssPx - pinnedCssPx + this.options.scroller().topCssPx);
  }

  rangeOf(from: StagePoint, to: StagePoint): TimeRange {
    const [one, other] = [this.timeAt(from.xCssPx), this.timeAt(to.xCssPx)];
    return { fromNs: Math.min(one, other), toNs: Math.max(one, other) };
  }
}
