import type { TimelinePass } from '../../analyses/timeline/TimelinePass';
import type { VcpuDirectory } from '../../vcpu/VcpuDirectory';
import type { LaterLanes } from './LaterLanes';

/** What lanes are made of. */
export interface LaneSource {
  readonly directory: VcpuDirectory;
  readonly timeline: TimelinePass;
  /** From where to where it was read. */
  readonly fromNs: number;
  readonly toNs: number;
  /** What only the whole trace tells; undefined: it is not read yet, or not looked through. */
  readonly later: LaterLanes | undefined;
}
