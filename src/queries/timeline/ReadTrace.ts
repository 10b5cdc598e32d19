import type { TimelinePass } from '../../analyses/timeline/TimelinePass';
import type { PageSource } from '../conflicts/PageSource';

/** A trace that was read to its end. */
export interface ReadTrace {
  readonly timeline: TimelinePass;
  readonly pages: PageSource;
  readonly fromNs: number;
  readonly toNs: number;
}
