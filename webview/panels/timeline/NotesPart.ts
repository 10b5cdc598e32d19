import { baseName } from '../../../src/base/baseName';
import type { Note, NotesFile } from '../../../src/protocol/notes';
import { createButton, createTextField, type TextField } from '../../controls';
import { element } from '../../dom/element';
import { Part, partNote } from '../parts/Part';
import { linkButton } from '../parts/partTable';
import { laneInWords } from './laneNames';
import { newNote } from './notes/newNote';
import { NoteEditor } from './notes/NoteEditor';
import { noteRow } from './notes/noteRow';
import { NotesKeeper } from './notes/NotesKeeper';
import { byTime, notesWith, whenText } from './notes/noteTexts';

import type { TimelineContext, TimelineKey, TimelinePart } from './TimelineContext';

/** More are listed on demand: a file may have ten thousand. */
const LISTED_NOTES = 100;

/** What users wrote about moments and stretches of the recording. */
export class NotesPart implements TimelinePart {
  readonly root: HTMLElement;
  readonly keys: readonly TimelineKey[];
  private readonly part: Part;
  private readonly keeper: NotesKeeper;
  private readonly filter: TextField;
  private words = '';
  private listed = LISTED_NOTES;
  private editor: NoteEditor | undefined;
  private deleted: Note | undefined;
  /** Those that the ruler shows. */
  private flagged: readonly Note[] = [];

  constructor(private readonly context: TimelineContext) {
    this.part = new Part({ title: 'Notes', testId: 'notes', copied: context.copied });
    this.root = this.part.root;
    this.keeper = new NotesKeeper({
      host: context.host,
      changed: () => {
        this.draw();
      },
    });
    this.filter = createTextField({
      label: 'Filter notes',
      isLabelHidden: true,
      placeholder: 'Filter notes',
      testId: 'notes-filter',
      edited: (words) => {
        this.words = words;
        this.listed = LISTED_NOTES;
        this.draw();
      },
    });
    const added = (): void => {
      this.addNote();
    };
    this.keys = [{ key: 'm', meaning: 'Note on what is selected', pressed: added }];
    const add = createButton({ label: 'Add Note', testId: 'notes-add', pressed: added });
    // Once: a field that is put into the page again loses the focus.
    this.part.show({ nodes: [], controls: [add, this.filter.root], markdown: '' });
    this.draw();
  }

  get notes(): readonly Note[] {
    return this.keeper.file.notes;
  }

  refresh(): void {
    this.keeper.load();
    this.draw();
  }

  restart(): void {
    this.editor = undefined;
    this.deleted = undefined;
    this.keeper.restart();
  }

  /** The file of the notes changed, on disk or by another page. */
  told(file: NotesFile): void {
    this.keeper.told(file);
  }

  private addNote(): void {
    const note = newNote(this.context.store.state.timeline, this.context.window());
    if (note === undefined) this.context.told('Nothing is in view that a note could be on.');
    else this.edit(note);
  }

  /** What is written already is kept or given up first. */
  private edit(note: Note): void {
    if (this.editor?.isEdited === true) {
      this.editor.focus();
      this.context.told('Keep or cancel the note that is open first');
      return;
    }
    const close = (): void => {
      this.editor = undefined;
      this.draw();
      this.context.focusLanes();
    };
    this.editor = new NoteEditor({
      note,
      label: this.whenText(note),
      saved: (text) => {
        this.deleted = undefined;
        this.editor = undefined;
        this.keeper.put({ ...note, text });
        this.context.focusLanes();
      },
      cancelled: close,
    });
    this.draw();
    this.editor.focus();
  }

  private reveal({ fromNs, toNs, lane }: Note): void {
    const { context } = this;
    if (toNs > fromNs) {
      const marginNs = (toNs - fromNs) / 4;
      context.shown({ fromNs: fromNs - marginNs, toNs: toNs + marginNs });
      context.rangePicked({ fromNs, toNs });
    } else if (lane !== null) context.placePicked({ lane, timeNs: fromNs });
    else {
      const window = context.window();
      const halfNs = window === undefined ? 0 : (window.columns * window.columnNs) / 2;
      context.shown({ fromNs: fromNs - halfNs, toNs: fromNs + halfNs });
      context.store.dispatch({ type: 'timeline-pointed', timeNs: fromNs });
    }
  }

  private draw(): void {
    const { notes } = this.keeper.file;
    if (notes !== this.flagged) this.context.drawFlags(byTime(notes));
    this.flagged = notes;
    this.filter.root.hidden = notes.length < 2;
    const wanted = byTime(notesWith(notes, this.words, (key) => this.laneLabel(key)));
    const { editor } = this;
    const hadFocus = editor?.hasFocus === true;
    this.part.show({
      nodes: [...this.problem(), ...this.list(wanted), ...this.remarks(wanted.length)],
      markdown: wanted.map((note) => `- ${this.markdownOf(note)}\n`).join(''),
    });
    // Moving an element in the page takes the focus from it.
    if (hadFocus) editor.focus();
  }

  private problem(): readonly Node[] {
    const { problem } = this.keeper.file;
    if (problem === null) return [];
    return [element('p', { class: 'part-note mistake', role: 'status' }, problem)];
  }

  private list(wanted: readonly Note[]): readonly Node[] {
    const { editor } = this;
    const rest = wanted.length - this.listed;
    const listed = wanted.slice(0, this.listed);
    const isNew = editor !== undefined && !listed.some(({ id }) => id === editor.note.id);
    const rows = listed.map((note) =>
      editor?.note.id === note.id ? this.editorRow(editor) : this.row(note),
    );
    if (isNew) rows.unshift(this.editorRow(editor));
    if (rows.length === 0) return [];
    return [
      element('ul', { class: 'notes', 'aria-label': 'Notes, by time' }, ...rows),
      ...(rest > 0 ? [this.moreButton(rest)] : []),
    ];
  }

  private remarks(wanted: number): readonly Node[] {
    const { path, notes } = this.keeper.file;
    const isIdle = notes.length === 0 && this.editor === undefined;
    return [
      ...this.undoing(),
      ...(isIdle ? [partNote('Press M to note something on a selected place or range.')] : []),
      ...(notes.length > 0 && wanted === 0 ? [partNote('No note has these words.')] : []),
      ...(path === null
        ? []
        : [element('p', { class: 'part-note', title: path }, `Kept in ${baseName(path)}`)]),
    ];
  }

  private undoing(): readonly Node[] {
    const { deleted } = this;
    if (deleted === undefined) return [];
    const undo = linkButton('Undo', () => {
      this.deleted = undefined;
      this.keeper.put(deleted);
    });
    return [element('p', { class: 'part-note', role: 'status' }, 'Note deleted. ', undo)];
  }

  private row(note: Note): HTMLElement {
    return noteRow({
      note,
      when: this.whenText(note),
      where: note.lane === null ? '' : this.laneLabel(note.lane),
      shown: () => {
        this.reveal(note);
      },
      edited: () => {
        this.edit(note);
      },
      deleted: () => {
        this.deleted = note;
        this.keeper.remove(note.id);
      },
    });
  }

  private editorRow({ note, root }: NoteEditor): HTMLElement {
    return element('li', { class: 'note' }, this.whenText(note), root);
  }

  private whenText(note: Note): string {
    return whenText(note, this.context.clockUnit());
  }

  private moreButton(rest: number): HTMLElement {
    return linkButton(`${rest.toLocaleString('en-US')} more`, () => {
      this.listed += LISTED_NOTES;
      this.draw();
    });
  }

  private markdownOf(note: Note): string {
    const when = this.whenText(note);
    const where = note.lane === null ? '' : ` (${this.laneLabel(note.lane)})`;
    const text = note.text === '' ? '' : `: ${note.text.replaceAll(/\s+/g, ' ')}`;
    return `\`${when}\`${where}${text}`;
  }

  /** `vCPU 1 of VM 0`; the key of a lane that is not there. */
  private laneLabel(key: string): string {
    const lane = this.context.overview()?.lanes.find((of) => of.key === key);
    return lane === undefined ? key : laneInWords(lane);
  }
}
