import type { NotesContent } from './NotesContent';

/** The same notes in times that are `byNs` later. */
export function shiftNotes(content: NotesContent, byNs: number): NotesContent {
  if (byNs === 0) return content;
  const notes = content.notes.map((kept) => {
    const { note } = kept;
    return {
      ...kept,
      note: { ...note, fromNs: note.fromNs + byNs, toNs: note.toNs + byNs },
    };
  });
  return { ...content, notes };
}
