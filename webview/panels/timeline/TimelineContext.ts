import type { TraceFacts } from '../../../src/protocol/facts';
import type { TimelineOverview, TimelineWindow } from '../../../src/protocol/timeline';
import type { CodeLinks } from '../../code/CodeLinks';
import type { ClockUnit } from '../../format/time';
import type { Host } from '../../host';
import type { LanePlace, TimeRange } from '../../state/timelineState';
import type { Store } from '../../state/Store';
import type { DrawnMatches, TimelineFlag } from '../../timeline/drawRuler';
import type { TimelinePicture } from '../../timeline/TimelinePicture';

/** What the parts of the timeline see of it and can do to it. */
export interface TimelineContext {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
  readonly clockUnit: () => ClockUnit;
  /** undefined: nothing of the trace is read. */
  readonly facts: () => TraceFacts | undefined;
  readonly overview: () => TimelineOverview | undefined;
  /** What is in view, one column a pixel of the device; undefined: it is not laid out. */
  readonly window: () => TimelineWindow | undefined;
  /** Takes the events table to a time. */
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
  /** Selects a place of a lane, and moves there where it is out of view. */
  readonly placePicked: (place: LanePlace) => void;
  readonly rangePicked: (range: TimeRange | undefined) => void;
  /** Moves to a stretch; “back” undoes it. */
  readonly shown: (range: TimeRange) => void;
  /** Frames the stretch that the selected place belongs to. */
  readonly drawStretch: (stretch: TimeRange | undefined) => void;
  /** The strip under the ruler. */
  readonly drawMatches: (matches: DrawnMatches | undefined) => void;
  readonly drawFlags: (flags: readonly TimelineFlag[]) => void;
  /** What is drawn now; undefined: nothing is. */
  readonly picture: () => TimelinePicture | undefined;
  /** Ends typing: the timeline's keys act again. */
  readonly focusLanes: () => void;
  readonly copied: (markdown: string) => void;
  /** Says in the status of the view what was done. */
  readonly told: (text: string) => void;
}

/** A key of the timeline, while nobody types. */
export interface TimelineKey {
  /** As `KeyboardEvent.key` names it, letters small: `n`, `/`, `Ctrl+f`. */
  readonly key: string;
  /** What it does, for the help sheet. */
  readonly meaning: string;
  readonly pressed: () => void;
}

/** Something beside or above the lanes. */
export interface TimelinePart {
  readonly root: HTMLElement;
  readonly keys?: readonly TimelineKey[];
  /** More of the trace is read, or the timeline is looked at again. */
  refresh(): void;
  /** The view has moved, and stands still. */
  moved?(): void;
  /** Another load has begun. */
  restart(): void;
}
