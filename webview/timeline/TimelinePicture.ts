import type {
  LaneColumns,
  TimelineLane,
  TimelineWindow,
  WakeArrows,
} from '../../src/protocol/timeline';
import type { CategoryLook } from './categoryLooks';

/** Columns of a lane, and which stretch they are of: it may be wider than what is in view. */
export interface LaneAnswer {
  readonly window: TimelineWindow;
  readonly columns: LaneColumns;
}

/** A lane as it is drawn. */
export interface PicturedLane {
  readonly lane: TimelineLane;
  readonly topCssPx: number;
  readonly heightCssPx: number;
  /** undefined: its columns have not come yet. */
  readonly answer: LaneAnswer | undefined;
  /** By the numbers of `LaneColumns.category`. */
  readonly looks: readonly CategoryLook[];
}

/** What the timeline shows now, for a copy of it. */
export interface TimelinePicture {
  /** What is in view, one column a pixel of the device. */
  readonly window: TimelineWindow;
  readonly widthCssPx: number;
  readonly heightCssPx: number;
  /** Those in view, from the top. */
  readonly lanes: readonly PicturedLane[];
  /** By column of the window: share in which events were lost, of 255. */
  readonly lost: Uint8Array;
  /** undefined: they are not read, or have not come. */
  readonly arrows: WakeArrows | undefined;
  /** Everything is drawn at the zoom of the view; else some of it is a preview. */
  readonly isFresh: boolean;
  /** The lanes as pixels of the device; cursor and selection are not on it. */
  readonly canvas: HTMLCanvasElement;
  readonly background: string;
  readonly text: string;
}
