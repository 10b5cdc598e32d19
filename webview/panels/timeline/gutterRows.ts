import { NS_PER_SECOND } from '../../../src/base/nsPerSecond';
import type { TimelineLane } from '../../../src/protocol/timeline';
import { formatRate } from '../../format/count';
import { formatDuration, type ClockUnit } from '../../format/time';
import type { LaneScales } from '../../timeline/LanePainter';
import type { LaneRow } from '../../timeline/layoutLanes';
import type { GutterRow } from './Gutter';
import { laneName } from './laneNames';
import type { SurfaceFrame } from './LaneSurface';

export interface GutterLooks {
  readonly scales: LaneScales;
  /** Key of the selected place's lane. */
  readonly active: string | undefined;
  readonly vmNames: ReadonlyMap<number, string>;
  readonly clockUnit: ClockUnit;
}

/** The rows in sight as the gutter shows them. */
export function gutterRows(
  { pinned, pinnedCssPx, scrolled, scrollCssPx }: SurfaceFrame,
  looks: GutterLooks,
): readonly GutterRow[] {
  const shown = (rows: readonly LaneRow[], isPinned: boolean): readonly GutterRow[] =>
    rows.map((row, index) => ({
      row,
      topCssPx: row.topCssPx + (isPinned ? 0 : pinnedCssPx - scrollCssPx),
      isPinned,
      isActive: row.key === looks.active,
      text: laneName(row, rows[index - 1], looks.vmNames),
      scale: scaleText(row.lane, looks),
    }));
  return [...shown(pinned, true), ...shown(scrolled, false)];
}

function scaleText(lane: TimelineLane | undefined, { scales, clockUnit }: GutterLooks): string {
  if (lane?.kind === 'exits') {
    // A view without exits has no scale.
    if (scales.exitsPerNs === undefined) return '';
    const per = clockUnit === 'ns' ? 's' : 'Gcyc';
    return `${formatRate(scales.exitsPerNs * NS_PER_SECOND)}/${per}`;
  }
  // Windows that are all 0 have no scale.
  if (lane?.kind !== 'window' || scales.windowNs <= 1) return '';
  return formatDuration(scales.windowNs, clockUnit);
}
