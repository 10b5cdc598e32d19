import { membersOf } from '../base/membersOf';
import type { Note } from '../protocol/notes';
import { notesSchema } from './NotesContent';
import type { KeptNote, NotesContent } from './NotesContent';

/**
 * A file of notes: the same for the same notes, and one changed note changes its own lines only.
 * Members stand where they stood, so that what another version wrote stays in its place.
 */
export function notesText({ members, recording, notes, unread }: NotesContent): string {
  const trace = recording && {
    ...membersOf(members['trace']),
    name: recording.name,
    bytes: recording.bytes,
    t0_ns: recording.t0Ns,
    unit: recording.unit,
  };
  const entries = [...notes].sort((a, b) => order(a.note, b.note)).map(entryOf);
  const file = {
    ...members,
    schema: notesSchema,
    ...(trace && { trace }),
    notes: [...entries, ...unread],
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function entryOf({ note, members }: KeptNote): object {
  const { id, fromNs, toNs, lane, text } = note;
  return { ...members, id, from_ns: fromNs, to_ns: toNs, lane, text };
}

function order(a: Note, b: Note): number {
  return a.fromNs - b.fromNs || a.toNs - b.toNs || (a.id < b.id ? -1 : 1);
}
