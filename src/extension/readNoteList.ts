import { membersOf } from '../base/membersOf';
import { checkNote, MOST_NOTES } from '../notes/checkNote';
import type { Note } from '../protocol/notes';

/** Reads the notes that a page sent; throws, in words, when one of them is none. */
export function readNoteList(value: unknown): readonly Note[] {
  if (!Array.isArray(value)) throw new Error('The notes are no list.');
  if (value.length > MOST_NOTES)
    throw new Error(`There can be ${MOST_NOTES} notes on a recording.`);
  return value.map((entry: unknown) => {
    const { id, fromNs, toNs, lane, text } = membersOf(entry);
    const note = checkNote({ id, fromNs, toNs, lane, text });
    if (typeof note === 'string') throw new Error(`The note cannot be kept: ${note}.`);
    return note;
  });
}
