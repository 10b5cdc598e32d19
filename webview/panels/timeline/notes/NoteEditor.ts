import type { Note } from '../../../../src/protocol/notes';
import { createButton } from '../../../controls';
import { element } from '../../../dom/element';

export interface NoteEditorOptions {
  readonly note: Note;
  /** When it is, for screen readers. */
  readonly label: string;
  readonly saved: (text: string) => void;
  readonly cancelled: () => void;
}

/** Where the text of one note is written. */
export class NoteEditor {
  readonly root: HTMLElement;
  readonly note: Note;
  private readonly field: HTMLTextAreaElement;

  constructor({ note, label, saved, cancelled }: NoteEditorOptions) {
    this.note = note;
    this.field = element('textarea', {
      rows: '3',
      'aria-label': `Text of the note at ${label}`,
      placeholder: 'Enter keeps it, Shift+Enter begins a line, Escape leaves it as it was',
      'data-testid': 'note-text',
    });
    this.field.value = note.text;
    const save = (): void => {
      saved(this.field.value.trim());
    };
    this.field.addEventListener('keydown', (event) => {
      // The timeline has keys of its own, and Enter also ends what an input method writes.
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === 'Escape') cancelled();
      else if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        save();
      }
    });
    this.root = element(
      'div',
      { class: 'note-editor' },
      this.field,
      element(
        'div',
        { class: 'note-actions' },
        createButton({ label: 'Keep', testId: 'note-keep', isPrimary: true, pressed: save }),
        createButton({ label: 'Cancel', testId: 'note-cancel', pressed: cancelled }),
      ),
    );
  }

  /** What is written is not kept yet. */
  get isEdited(): boolean {
    return this.field.value.trim() !== this.note.text;
  }

  get hasFocus(): boolean {
    return this.root.contains(document.activeElement);
  }

  focus(): void {
    this.field.focus();
  }
}
