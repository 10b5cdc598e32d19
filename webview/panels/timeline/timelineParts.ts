import { ExportPart } from './ExportPart';
import { MarkersPart } from './MarkersPart';
import { NotesPart } from './NotesPart';
import { RangePart } from './RangePart';
import { SearchPart } from './SearchPart';
import { SelectionPart } from './SelectionPart';
import type { TimelineContext, TimelinePart } from './TimelineContext';

export interface TimelineParts {
  /** In the tool bar, after the buttons that move the view. */
  readonly toolbar: readonly TimelinePart[];
  /** Beside the lanes, from the top. */
  readonly side: readonly TimelinePart[];
  /** Two of them, neighbours: above stands what was picked last. */
  readonly selection: TimelinePart;
  readonly range: TimelinePart;
  /** One of them, which hears of changes of its file. */
  readonly notes: NotesPart;
}

/** What stands around the lanes. */
export function timelineParts(context: TimelineContext): TimelineParts {
  const selection = new SelectionPart(context);
  const range = new RangePart(context);
  const notes = new NotesPart(context);
  return {
    toolbar: [new SearchPart(context), new ExportPart(context, () => notes.notes)],
    side: [new MarkersPart(context), selection, range, notes],
    selection,
    range,
    notes,
  };
}
