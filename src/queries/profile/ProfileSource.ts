import type { ProfilePass } from '../../analyses/profile/ProfilePass';
import type { RecordedExitNames } from '../../kvm/exitReasons';
import type { RunEvents } from '../../protocol/compare';
import type { HotExitRow } from '../hot/hotRows';
import type { HotSource } from '../hot/HotSource';
import type { ReportSource } from '../idle/ReportSource';

/** What a run's profile is made of: the passes over a trace that was read to its end. */
export interface ProfileSource extends ReportSource {
  readonly profile: ProfilePass;
  readonly names: RecordedExitNames;
  /** Exits by instruction, with the guests' symbols. */
  readonly hot: HotSource;
  /** The same exits, with what their reasons are of. */
  readonly hotExits: readonly HotExitRow[];
  /** Tracepoints that the recordings list; null: one of them lists none. */
  readonly listed: RunEvents | null;
}
