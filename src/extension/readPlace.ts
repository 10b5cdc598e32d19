import { membersOf } from '../base/membersOf';
import type { Params } from '../protocol/requests';
import { linkChanges } from '../protocol/timelineLink';
import type { LinkChange, TimelineStand } from '../protocol/timelineLink';

/** A stretch of a timeline, and what is selected in it. */
export type TimelinePlace = Params<'copyLink'>;

/** Reads the ends of a stretch of time; throws, in words, when they are none. */
export function readStretch(value: unknown): { readonly fromNs: number; readonly toNs: number } {
  const { fromNs, toNs } = membersOf(value);
  if (!isTime(fromNs) || !isTime(toNs)) throw new Error('The stretch has no start or no end.');
  if (toNs < fromNs) throw new Error('The stretch ends before it begins.');
  return { fromNs, toNs };
}

/** Reads a place of a timeline; throws, in words, when it is none. */
export function readPlace(value: unknown): TimelinePlace {
  const { lane, timeNs } = membersOf(value);
  if (lane !== null && typeof lane !== 'string') throw new Error('The lane has no name.');
  if (timeNs !== null && !isTime(timeNs)) throw new Error('What is selected has no time.');
  return { ...readStretch(value), lane, timeNs };
}

/** Reads where a timeline stands; throws, in words, when it is nowhere. */
export function readStand(value: unknown): TimelineStand {
  const { movedBy, selectedNs, markersNs } = membersOf(value);
  const [a, b] = Array.isArray(markersNs) ? (markersNs as readonly unknown[]) : [];
  return {
    ...readStretch(value),
    movedBy: movedBy === 'user' || movedBy === 'link' ? movedBy : 'nobody',
    selectedNs: isTime(selectedNs) ? selectedNs : null,
    markersNs: [isTime(a) ? a : null, isTime(b) ? b : null],
  };
}

/** Reads where a pointer is; null: on no time. */
export function readPointer(value: unknown): number | null {
  const { timeNs } = membersOf(value);
  return isTime(timeNs) ? timeNs : null;
}

/** Reads the key of a lane; throws, in words, when it is none. */
export function readLane(value: unknown): string {
  const { lane } = membersOf(value);
  if (typeof lane !== 'string') throw new Error('The lane has no name.');
  return lane;
}

/** Reads what is to become of a link; throws, in words, when it is nothing. */
export function readLinkChange(value: unknown): LinkChange {
  const wanted = linkChanges.find((change) => change === membersOf(value)['change']);
  if (wanted === undefined) throw new Error('There is no such change of a link.');
  return wanted;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
