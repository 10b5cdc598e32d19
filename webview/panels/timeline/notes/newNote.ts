import type { Note } from '../../../../src/protocol/notes';
import type { TimelineWindow } from '../../../../src/protocol/timeline';
import type { TimelineState } from '../../../state/timelineState';

/**
 * A note without a text on what is picked: the range, else the place, else the moment that is pointed
 * at, else the middle of what is in view; undefined: there is nothing to be noted on.
 */
export function newNote(
  { range, place, pointedNs }: TimelineState,
  window: TimelineWindow | undefined,
): Note | undefined {
  if (range !== undefined) return noteOn(range.fromNs, range.toNs, null);
  if (place !== undefined) return noteOn(place.timeNs, place.timeNs, place.lane);
  const middleNs = window && window.fromNs + (window.columns * window.columnNs) / 2;
  const timeNs = pointedNs ?? middleNs;
  return timeNs === undefined ? undefined : noteOn(timeNs, timeNs, null);
}

function noteOn(fromNs: number, toNs: number, lane: string | null): Note {
  return { id: freshId(), fromNs: Math.round(fromNs), toNs: Math.round(toNs), lane, text: '' };
}

/** 64 random bits: two people may add notes to two copies of a file. */
function freshId(): string {
  // Not `randomUUID`: a page of a server without https has none.
  const words = crypto.getRandomValues(new Uint32Array(2));
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
}
