import type { RunVcpu } from '../../protocol/compare';
import type { LaneKind } from '../../protocol/timeline';

/** Something that happened to a vCPU, from one time to another. */
export interface Moment extends RunVcpu {
  readonly fromNs: number;
  readonly toNs: number;
  /** What is pointed at. */
  readonly timeNs: number;
  /** Lanes of the vCPU that tell most of it, the best one first. */
  readonly lanes: readonly LaneKind[];
  /** Its event's row in the whole trace; undefined: it is none, or none is loaded. */
  readonly row?: number;
}
