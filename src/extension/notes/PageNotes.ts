import type { Note, NotesFile } from '../../protocol/notes';
import type { NotesNotice } from '../../protocol/notices';
import type { TraceNotes } from './TraceNotes';

/** The notes as the pages of one panel know them. */
export class PageNotes {
  /** What a change of theirs is a change of. */
  private seen: readonly Note[] = [];
  private openCalls = 0;
  private readonly subscription: { dispose(): void };

  constructor(
    private readonly notes: TraceNotes,
    post: (notice: NotesNotice) => void,
  ) {
    this.subscription = notes.onChange((file, writer) => {
      // A page that waits for its answer learns it from that: what it is told before is older.
      if (writer === this || this.openCalls > 0) return;
      this.seen = file.notes;
      post({ notice: 'notes', file });
    });
  }

  read(): Promise<NotesFile> {
    return this.answered(this.notes.read());
  }

  keep(wanted: readonly Note[]): Promise<NotesFile> {
    const { seen } = this;
    // A page sends its next change without waiting for the answer to this one.
    this.seen = wanted;
    return this.answered(this.notes.keep(this, seen, wanted));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async answered(answer: Promise<NotesFile>): Promise<NotesFile> {
    this.openCalls++;
    try {
      const file = await answer;
      // Else the page has changed them again since it asked.
      if (this.openCalls === 1) this.seen = file.notes;
      return file;
    } finally {
      this.openCalls--;
    }
  }
}
