import type { Note } from '../../../../src/protocol/notes';
import { createIconButton } from '../../../controls';
import { element } from '../../../dom/element';
import { linkButton } from '../../parts/partTable';

export interface NoteRowOptions {
  readonly note: Note;
  readonly when: string;
  /** What the note's lane is called; '': it is on all. */
  readonly where: string;
  readonly shown: () => void;
  readonly edited: () => void;
  readonly deleted: () => void;
}

/** A note in the list: when and where it is, what it says, and what can be done with it. */
export function noteRow(options: NoteRowOptions): HTMLElement {
  const { note, when, where, shown, edited, deleted } = options;
  return element(
    'li',
    { class: 'note', 'data-testid': 'note' },
    element(
      'div',
      { class: 'note-head' },
      linkButton(when, shown),
      ...(where === '' ? [] : [element('span', { class: 'quiet' }, where)]),
      createIconButton({
        icon: 'edit',
        label: `Edit the note at ${when}`,
        testId: 'note-edit',
        pressed: edited,
      }),
      createIconButton({
        icon: 'close',
        label: `Delete the note at ${when}`,
        testId: 'note-delete',
        pressed: deleted,
      }),
    ),
    ...(note.text === '' ? [] : [element('p', { class: 'note-words' }, note.text)]),
  );
}
