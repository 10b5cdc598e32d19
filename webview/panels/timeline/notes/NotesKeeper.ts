import { messageOf } from '../../../../src/base/messageOf';
import type { Note, NotesFile } from '../../../../src/protocol/notes';
import type { Host } from '../../../host';

export interface NotesKeeperOptions {
  readonly host: Host;
  /** The notes, or what is wrong with them, are others now. */
  readonly changed: () => void;
}

const none: NotesFile = { path: null, notes: [], problem: null };

/** The notes as the page has them: changed here at once, and in their file as soon as it can be. */
export class NotesKeeper {
  private current: NotesFile = none;
  /** Counts what was asked for: only the newest answer says what the notes are now. */
  private asked = 0;
  private isAsked = false;

  constructor(private readonly options: NotesKeeperOptions) {}

  get file(): NotesFile {
    return this.current;
  }

  /** Asks for the notes, once. */
  load(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    void this.settle(this.options.host.call('notes', {}));
  }

  /** Times mean something else in another load. */
  restart(): void {
    this.isAsked = false;
    this.asked++;
    this.set(none);
  }

  /** The file changed, on disk or by another page. */
  told(file: NotesFile): void {
    this.asked++;
    this.set(file);
  }

  /** Adds a note, or changes the one with its id. */
  put(note: Note): void {
    const { notes } = this.current;
    const isKnown = notes.some(({ id }) => id === note.id);
    this.keep(
      isKnown ? notes.map((other) => (other.id === note.id ? note : other)) : [...notes, note],
    );
  }

  remove(id: string): void {
    this.keep(this.current.notes.filter((note) => note.id !== id));
  }

  private keep(notes: readonly Note[]): void {
    this.set({ ...this.current, notes });
    void this.settle(this.options.host.call('keepNotes', { notes }));
  }

  private async settle(answer: Promise<NotesFile>): Promise<void> {
    const asked = ++this.asked;
    try {
      const file = await answer;
      if (asked === this.asked) this.set(file);
    } catch (error) {
      // What is shown stays, to be copied or kept elsewhere.
      const problem = messageOf(error);
      if (asked === this.asked) this.set({ ...this.current, problem });
    }
  }

  private set(file: NotesFile): void {
    this.current = file;
    this.options.changed();
  }
}
