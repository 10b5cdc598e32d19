import type { LaneRow } from '../../timeline/layoutLanes';
import type { TimelineData } from '../../timeline/TimelineData';
import type { SurfaceFrame } from './LaneSurface';
import type { DrawnLane } from './LanesViewOptions';

/** The lanes in sight with the best of their answers. */
export function drawnLanes(
  { viewport, pinned, scrolled, pinnedCssPx, scrollCssPx }: SurfaceFrame,
  data: Pick<TimelineData, 'answersOf'>,
): readonly DrawnLane[] {
  const drawn = (rows: readonly LaneRow[], offsetCssPx: number): readonly DrawnLane[] =>
    rows.flatMap((row) => {
      const { lane } = row;
      if (lane === undefined) return [];
      const answer = data.answersOf(row.key, viewport).at(-1);
      return [{ row: { ...row, lane }, topCssPx: row.topCssPx + offsetCssPx, answer }];
    });
  return [...drawn(pinned, 0), ...drawn(scrolled, pinnedCssPx - scrollCssPx)];
}
