import { membersOf } from '../../src/base/membersOf';
import {
  initialTimelineState,
  type LanePlace,
  type TimelineState,
  type TimeRange,
} from './timelineState';

/** Where on the timeline an earlier page was; what makes no sense is left out. */
export function restoreTimeline(saved: unknown): TimelineState {
  const members = membersOf(saved);
  const markers = membersOf(members['markers']);
  const { search } = members;
  return {
    shown: restoreRange(members['shown']),
    place: restorePlace(members['place']),
    range: restoreRange(members['range']),
    markers: { a: finite(markers['a']), b: finite(markers['b']) },
    pointedNs: finite(members['pointedNs']),
    search: typeof search === 'string' ? search : initialTimelineState.search,
  };
}

function restoreRange(saved: unknown): TimeRange | undefined {
  const members = membersOf(saved);
  const [fromNs, toNs] = [finite(members['fromNs']), finite(members['toNs'])];
  if (fromNs === undefined || toNs === undefined || toNs < fromNs) return undefined;
  return { fromNs, toNs };
}

function restorePlace(saved: unknown): LanePlace | undefined {
  const { lane, timeNs } = membersOf(saved);
  if (typeof lane !== 'string' || finite(timeNs) === undefined) return undefined;
  return { lane, timeNs: finite(timeNs)! };
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
