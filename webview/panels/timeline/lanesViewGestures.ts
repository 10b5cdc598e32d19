import type { Navigator } from '../../timeline/Navigator';
import { LaneGestures } from './LaneGestures';
import type { LanesOverlay } from './LanesOverlay';
import type { LaneSurface } from './LaneSurface';
import type { LanesViewOptions } from './LanesViewOptions';
import type { StagePlaces } from './StagePlaces';

/** The lanes as wheel and pointer see them. */
interface MovableLanes {
  readonly navigator: Navigator;
  readonly surface: LaneSurface;
  readonly overlay: LanesOverlay;
  readonly isBoxMode: boolean;
  setBoxMode(isBoxMode: boolean): void;
  scrollBy(byCssPx: number): void;
}

/** What wheel and pointer do to the lanes. */
export function lanesViewGestures(
  lanes: MovableLanes,
  places: StagePlaces,
  { rangePicked, placePicked, pointed }: LanesViewOptions,
): LaneGestures {
  const { navigator, surface, overlay } = lanes;
  return new LaneGestures({
    stage: surface.root,
    isBoxMode: () => lanes.isBoxMode,
    zoomed: (factor, xCssPx) => {
      navigator.zoom(factor, xCssPx * surface.scale, 'wheel', false);
    },
    panned: (byCssPx) => {
      navigator.pan(byCssPx * surface.scale, 'drag', false);
    },
    scrolled: (byCssPx) => {
      lanes.scrollBy(byCssPx);
    },
    dragged: (kind, from, to) => {
      const range = places.rangeOf(from, to);
      if (kind === 'range') rangePicked(range);
      else overlay.drawBox(range);
    },
    dropped: (kind, from, to) => {
      overlay.drawBox(undefined);
      if (kind === 'box') lanes.setBoxMode(false);
      if (kind === 'box' && to !== undefined) navigator.show(places.rangeOf(from, to), 'box');
      if (kind === 'range' && to === undefined) rangePicked(undefined);
    },
    clicked: (point) => {
      surface.root.focus({ preventScroll: true });
      const row = places.rowAt(point.yCssPx);
      if (row?.lane === undefined) return;
      placePicked({ lane: row.key, timeNs: places.timeAt(point.xCssPx) });
    },
    hovered: (point) => {
      overlay.pointAt(point);
      pointed(overlay.hoveredNs);
    },
  });
}
