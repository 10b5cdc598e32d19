import type { Note } from '../protocol/notes';
import type { KeptNote } from './NotesContent';

export interface NotesToMerge {
  /** What whoever changed the notes had seen of the file. */
  readonly base: readonly Note[];
  /** What is wanted now. */
  readonly ours: readonly Note[];
  /** What the file holds by now. */
  readonly theirs: readonly KeptNote[];
}

/** Note by note: what we changed, added or deleted wins, and everything else is as the file has it. */
export function mergeNotes({ base, ours, theirs }: NotesToMerge): readonly KeptNote[] {
  const seen = new Map(base.map((note) => [note.id, note]));
  const wanted = new Map(ours.map((note) => [note.id, note]));
  const inFile = new Set(theirs.map(({ note }) => note.id));
  const stayed = theirs.flatMap((kept) => {
    const { id } = kept.note;
    const own = wanted.get(id);
    const before = seen.get(id);
    if (own === undefined) return before === undefined ? [kept] : [];
    return [before !== undefined && isSame(own, before) ? kept : { ...kept, note: own }];
  });
  const added = [...wanted.values()].filter((note) => {
    if (inFile.has(note.id)) return false;
    const before = seen.get(note.id);
    // Deleted in the file, and not touched by us.
    return before === undefined || !isSame(note, before);
  });
  return [...stayed, ...added.map((note) => ({ note, members: {} }))];
}

function isSame(a: Note, b: Note): boolean {
  return a.fromNs === b.fromNs && a.toNs === b.toNs && a.lane === b.lane && a.text === b.text;
}
