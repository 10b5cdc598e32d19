import type { Note } from '../protocol/notes';

/** One on every second of three hours; a page lists them all. */
export const MOST_NOTES = 10_000;
const MOST_ID_LENGTH = 200;
const MOST_TEXT_LENGTH = 100_000;

/** A note as somebody sent or kept it; a string: why it is none. */
export function checkNote(given: { readonly [M in keyof Note]: unknown }): Note | string {
  const { id, fromNs, toNs, lane, text } = given;
  if (typeof id !== 'string' || id === '' || id.length > MOST_ID_LENGTH) return 'it has no id';
  if (!isTime(fromNs) || !isTime(toNs)) return 'its time is no whole number of ns';
  if (toNs < fromNs) return 'it ends before it begins';
  if (lane !== null && (typeof lane !== 'string' || lane.length > MOST_ID_LENGTH)) {
    return 'its lane is no name';
  }
  if (typeof text !== 'string') return 'it has no text';
  if (text.length > MOST_TEXT_LENGTH) return 'its text is too long';
  return { id, fromNs, toNs, lane, text };
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
