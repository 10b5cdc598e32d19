import { MarkersPart } from './MarkersPart';
import type { TimelineContext, TimelinePart } from './TimelineContext';

export interface TimelineParts {
  /** In the tool bar, after the buttons that move the view. */
  readonly toolbar: readonly TimelinePart[];
  /** Beside the lanes, from the top. */
  readonly side: readonly TimelinePart[];
}

/** What stands around the lanes. */
export function timelineParts(context: TimelineContext): TimelineParts {
  return { toolbar: [], side: [new MarkersPart(context)] };
}
