import type { TimelineWindow } from '../../../src/protocol/timeline';
import type { PicturedLane } from '../TimelinePicture';
import type { PathBox } from './lanePaths';
import type { SvgFills } from './svgFills';

/** What fills the height of lanes: one scale for all of a kind. */
export interface SvgScales {
  /** Exits in a column of the picture. */
  readonly exits: number;
  readonly windowNs: number;
}

/** A lane, and how it is to be drawn. */
export interface SvgLaneOptions {
  readonly view: TimelineWindow;
  /** The words that the numbers of the lane's categories stand for. */
  readonly categories: readonly string[];
  readonly lane: PicturedLane;
  readonly box: PathBox;
  readonly fills: SvgFills;
  readonly scales: SvgScales;
}
