import type { TimelineLane } from '../../../src/protocol/timeline';
import { counted } from '../../format/count';
import { formatDuration, type ClockUnit } from '../../format/time';
import type { LanePlace } from '../../state/timelineState';
import { instantText } from '../../timeline/rulerTicks';
import { laneInWords } from './laneNames';
import { stretchOf, type Viewport } from '../../timeline/viewport';

/** What is in view and selected, for those who cannot see it. */
export function viewText(
  viewport: Viewport,
  laneCount: number,
  clockUnit: ClockUnit,
  place: LanePlace | undefined,
  lane: TimelineLane | undefined,
): string {
  const { fromNs, toNs } = stretchOf(viewport);
  const from = instantText(Math.max(0, Math.round(fromNs)), clockUnit);
  const length = formatDuration(Math.round(toNs - fromNs), clockUnit);
  const view = `${length} from ${from}, ${counted(laneCount, 'lane')}`;
  if (place === undefined) return view;
  const moment = instantText(Math.round(place.timeNs), clockUnit);
  return `${view}; selected ${lane === undefined ? place.lane : laneInWords(lane)} at ${moment}`;
}
