import type { Note } from '../protocol/notes';

/** What tells a recording from others, and where its times begin. */
export interface RecordingIdentity {
  /** Of its file, without folder. */
  readonly name: string;
  readonly bytes: number;
  /** Absolute stamp of its first event, decimal; null: it has none. */
  readonly t0Ns: string | null;
  /** `cycles`: what is called ns here are cycles of a clock of unknown frequency. */
  readonly unit: 'ns' | 'cycles';
}

/** A note with what its entry in the file holds, also what another version wrote there. */
export interface KeptNote {
  readonly note: Note;
  readonly members: Readonly<Record<string, unknown>>;
}

/** What a file of notes holds: docs/notes.md. Times are since the first event of `recording`. */
export interface NotesContent {
  /** All members of the file. */
  readonly members: Readonly<Record<string, unknown>>;
  /** undefined: it does not say which recording it is on. */
  readonly recording: RecordingIdentity | undefined;
  readonly notes: readonly KeptNote[];
  /** Entries of the list that are no notes to this version: kept as they are. */
  readonly unread: readonly unknown[];
}

export const notesSchema = 'exitscope.notes/1';

/** Of a file that nobody wrote to yet. */
export const noContent: NotesContent = { members: {}, recording: undefined, notes: [], unread: [] };
