import type { LanePlace } from '../timeline/rangeNotice';
import type { TreeTarget } from './TreeNode';

export const showTargetCommand = 'exitscope.showTarget';
export const showInTimelineCommand = 'exitscope.showInTimeline';

/** Arguments of the first command. */
export interface ShownTarget {
  /** URI of the trace's document. */
  readonly document: string;
  readonly target: TreeTarget;
}

/** Arguments of the second, where it is not called on a node of a tree. */
export interface ShownPlace {
  readonly document: string;
  readonly place: LanePlace;
}
