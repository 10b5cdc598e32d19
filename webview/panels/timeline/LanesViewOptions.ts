import type { TimelineLayout } from '../../../src/protocol/notes';
import type { TimelineLane, TimelineOverview } from '../../../src/protocol/timeline';
import type { ClockUnit } from '../../format/time';
import type { Host } from '../../host';
import type { LanePlace, MarkerName, TimeRange } from '../../state/timelineState';
import type { LaneRow, LaneSelection } from '../../timeline/layoutLanes';
import type { LaneAnswer } from '../../timeline/TimelinePicture';

/** What is picked, to be drawn over the lanes. */
export interface PickedOnLanes {
  readonly place: LanePlace | undefined;
  readonly range: TimeRange | undefined;
  readonly markers: Readonly<Record<MarkerName, number | undefined>>;
  readonly pointedNs: number | undefined;
}

export interface LanesViewOptions {
  readonly host: Host;
  readonly clockUnit: () => ClockUnit;
  readonly layoutEdited: (edit: LayoutEdit) => void;
  readonly placePicked: (place: LanePlace) => void;
  readonly lanePicked: (key: string) => void;
  readonly rangePicked: (range: TimeRange | undefined) => void;
  /** The theme has changed, or how many pixels the device has. */
  readonly looksChanged: () => void;
  /** Where the pointer is now; undefined: not on the lanes. */
  readonly pointed: (timeNs: number | undefined) => void;
  /** A frame was drawn. */
  readonly drawn: () => void;
  readonly failed: (message: string) => void;
}

export type LayoutEdit =
  | { readonly kind: 'pinned' | 'collapsed' | 'hidden'; readonly key: string }
  | { readonly kind: 'moved'; readonly key: string; readonly target: string }
  | { readonly kind: 'stepped'; readonly key: string; readonly step: 1 | -1 };

/** A lane in sight. */
export interface DrawnLane {
  readonly row: LaneRow & { readonly lane: TimelineLane };
  /** From the top of the canvas. */
  readonly topCssPx: number;
  /** undefined: nothing of it has come. */
  readonly answer: LaneAnswer | undefined;
}

/** What there is to show. */
export interface LanesContent {
  readonly overview: TimelineOverview;
  readonly layout: TimelineLayout;
  readonly selection: LaneSelection;
  readonly vmNames: ReadonlyMap<number, string>;
}
