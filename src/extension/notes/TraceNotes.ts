import { existsSync } from 'node:fs';
import { mergeNotes } from '../../notes/mergeNotes';
import type { RecordingIdentity } from '../../notes/NotesContent';
import type { Note, NotesFile } from '../../protocol/notes';
import { refuseRecording } from '../saving/refuseRecording';
import { notesOnDisk, writeNotes } from './notesOnDisk';
import type { NotesOnDisk, Objection } from './notesOnDisk';

/** What only the user can say. */
export interface NotesQuestions {
  /** Path of a file for the notes; undefined: the user thought better of it. */
  pickFile(proposed: string): PromiseLike<string | undefined>;
  /** What to do about a file that must not be written to unasked. */
  whatAbout(file: string, objection: Objection): PromiseLike<'use' | 'elsewhere' | undefined>;
}

export interface TraceNotesOptions {
  /** Where notes are by default. */
  readonly beside: string;
  /** Which file the user picked for this document. */
  readonly place: {
    readonly kept: () => string | undefined;
    readonly keep: (file: string) => void;
  };
  readonly questions: NotesQuestions;
  /** What is shown; undefined: nothing of it can be read. */
  readonly identity: () => Promise<RecordingIdentity | undefined>;
  /** Paths of all recordings that are open. */
  readonly recordings: () => readonly string[];
}

type Listener = (file: NotesFile, writer: object | undefined) => void;

/** The notes on one document, for all its pages: read from their file, and written to it, one call after another. */
export class TraceNotes {
  private work: Promise<unknown> = Promise.resolve();
  private knownText: string | undefined;
  private readonly listeners = new Set<Listener>();

  constructor(private readonly options: TraceNotesOptions) {}

  /** The file that can come to hold them. */
  get watchedFile(): string {
    return this.options.place.kept() ?? this.options.beside;
  }

  /** Where the notes are; undefined: the user is yet to say it. */
  private get file(): string | undefined {
    const { place, beside } = this.options;
    return place.kept() ?? (existsSync(beside) ? beside : undefined);
  }

  read(): Promise<NotesFile> {
    return this.inTurn(() => this.readNow());
  }

  /**
   * Brings the file to what is wanted. `base`: what the writer had seen; what others wrote since stays.
   * Rejects when it cannot be written.
   */
  keep(writer: object, base: readonly Note[], wanted: readonly Note[]): Promise<NotesFile> {
    return this.inTurn(async () => {
      const isKept = await this.keepNow(base, wanted);
      const kept = await this.readNow();
      this.tell(kept, writer);
      return isKept
        ? kept
        : { ...kept, problem: 'The note is not kept: no file was picked for it.' };
    });
  }

  /** Looks whether the file holds something else than it did. */
  changedOnDisk(): Promise<void> {
    return this.inTurn(async () => {
      const before = this.knownText;
      const now = await this.readNow();
      if (this.knownText !== before) this.tell(now, undefined);
    });
  }

  /** `writer`: whose answer tells the same; undefined: nobody's. */
  onChange(listener: Listener): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private async readNow(): Promise<NotesFile> {
    const { file } = this;
    if (file === undefined) return { path: null, notes: [], problem: null };
    const { content, problem, text } = await notesOnDisk(file, await this.options.identity());
    this.knownText = text;
    const notes = content.notes.map(({ note }) => note);
    return { path: file, notes, problem: problem === undefined ? null : `${file}: ${problem}` };
  }

  /** Whether they are kept: not where the user picked no file. */
  private async keepNow(base: readonly Note[], wanted: readonly Note[]): Promise<boolean> {
    const { identity, questions, recordings, place } = this.options;
    const shown = await identity();
    if (shown === undefined)
      throw new Error('Nothing of the recording is loaded to make notes on.');
    let { file } = this;
    if (file === undefined && wanted.length === 0) return true;
    let seen = base;
    for (;;) {
      if (file === undefined) {
        // In another file none of them was seen yet.
        seen = [];
        file = await questions.pickFile(this.options.beside);
        if (file === undefined) return false;
      }
      await refuseRecording(file, recordings());
      const found = await notesOnDisk(file, shown);
      const { objection } = found;
      const answer = objection === undefined ? 'use' : await questions.whatAbout(file, objection);
      if (answer === undefined) return false;
      if (answer === 'use') {
        const merged = mergeNotes({ base: seen, ours: wanted, theirs: found.content.notes });
        await this.write(file, found, shown, merged);
        if (place.kept() !== file) place.keep(file);
        return true;
      }
      file = undefined;
    }
  }

  private async write(
    file: string,
    found: NotesOnDisk,
    shown: RecordingIdentity,
    notes: NotesOnDisk['content']['notes'],
  ): Promise<void> {
    const { content, objection } = found;
    const recording = objection === undefined ? (content.recording ?? shown) : shown;
    await writeNotes(file, { ...content, recording, notes }, found);
  }

  private tell(file: NotesFile, writer: object | undefined): void {
    for (const listener of this.listeners) listener(file, writer);
  }

  private inTurn<T>(next: () => Promise<T>): Promise<T> {
    const turn = this.work.then(next);
    // The next one's turn comes whatever became of this.
    this.work = turn.catch(() => undefined);
    return turn;
  }
}
