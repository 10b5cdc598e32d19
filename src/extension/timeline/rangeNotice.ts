import type { TraceFacts } from '../../protocol/facts';
import type { RangeNotice } from '../../protocol/notices';

/** On each side: enough to see what led to an event, and small enough to see single exits. */
const MARGIN_NS = 2_000_000;

/** A place of the timeline that something else leads to. */
export interface LanePlace {
  /** Key of the lane; null: it is on none. */
  readonly lane: string | null;
  /** null: of the whole time. */
  readonly timeNs: number | null;
}

type Loaded = Pick<TraceFacts, 'fromNs' | 'durationNs'>;

/** Shows a moment with what is around it, or all of what is loaded. */
export function rangeNotice({ lane, timeNs }: LanePlace, loaded: Loaded): RangeNotice {
  const endNs = loaded.fromNs + loaded.durationNs;
  const [fromNs, toNs] =
    timeNs === null
      ? [loaded.fromNs, endNs]
      : [Math.max(loaded.fromNs, timeNs - MARGIN_NS), Math.min(endNs, timeNs + MARGIN_NS)];
  // A moment without a lane is still what the user asked for: it is in the middle.
  return { notice: 'range', fromNs, toNs: Math.max(fromNs, toNs), lane, timeNs };
}
