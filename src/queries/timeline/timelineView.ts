import type { SpanList } from '../../analyses/timeline/SpanList';
import type { EventTable } from '../../events/EventTable';
import { MOST_COLUMNS } from '../../protocol/timeline';
import type { LaneColumns, TimelineView, TimelineWindow } from '../../protocol/timeline';
import { bandColumns } from './bandColumns';
import { countColumns } from './countColumns';
import type { Lane } from './Lane';
import type { LaterLanes } from './LaterLanes';
import { levelColumns } from './levelColumns';
import { lostColumns } from './lostColumns';
import type { TimelineLanes } from './TimelineLanes';
import { wakeArrows } from './wakeArrows';

/** Of a whole answer: what passes between worker and page without being noticed. */
const MOST_BYTES = 256 * 1024;
/** What names and braces around a lane's columns take. */
const BYTES_AROUND = 128;
/** Below, neighbouring doubles are further apart than columns. */
const LEAST_COLUMN_NS = 1e-3;

export interface ViewSource {
  readonly lanes: TimelineLanes;
  /** Where events of host CPUs were lost. */
  readonly lost: SpanList;
  /** undefined: the trace is still read. */
  readonly later: LaterLanes | undefined;
  readonly events: EventTable;
}

export interface ViewWish extends TimelineWindow {
  readonly keys: readonly string[];
  readonly withArrows: boolean;
}

/** Lanes at the resolution of a window, as many of those asked for as an answer holds. */
export function timelineView(source: ViewSource, wish: ViewWish): TimelineView {
  const window = checkedWindow(wish);
  const lost = lostColumns(source.lost, window);
  const arrows =
    wish.withArrows && source.later !== undefined
      ? wakeArrows(source.lanes, source.later, source.events, window)
      : null;
  let bytes = lost.byteLength + (arrows === null ? 0 : bytesOf(arrows));
  const lanes: LaneColumns[] = [];
  for (const key of wish.keys) {
    const lane = source.lanes.find(key);
    if (lane === undefined) continue;
    const columns = columnsOf(lane, window);
    bytes += bytesOf(columns);
    if (bytes > MOST_BYTES && lanes.length > 0) break;
    lanes.push(columns);
  }
  return { ...window, lanes, lost, arrows };
}

/** The window that is answered for: what makes no sense is refused, what asks too much is cut. */
function checkedWindow({ fromNs, columnNs, columns }: TimelineWindow): TimelineWindow {
  if (!Number.isFinite(fromNs) || !Number.isFinite(columnNs) || !(columnNs > 0)) {
    throw new Error(`There is no time from ${fromNs} ns in columns of ${columnNs} ns.`);
  }
  return {
    fromNs,
    columnNs: Math.max(columnNs, LEAST_COLUMN_NS),
    columns: Math.min(Math.max(1, Math.floor(columns) || 1), MOST_COLUMNS),
  };
}

function columnsOf({ facts: { key }, content }: Lane, window: TimelineWindow): LaneColumns {
  switch (content.form) {
    case 'band':
      return bandColumns(key, content, window);
    case 'counts':
      return countColumns(key, content, window);
    case 'level':
      return levelColumns(key, content, window);
  }
}

/** What the columns of an answer's part take in a message. */
function bytesOf(part: object): number {
  return Object.values(part).reduce(
    (sum: number, value: unknown) => sum + (ArrayBuffer.isView(value) ? value.byteLength : 0),
    BYTES_AROUND,
  );
}
