import type { HotSubject, HotTable } from '../../../src/protocol/code';
import type { ClockUnit } from '../../format/time';

/** What the texts of hot code depend on beside their row. */
export interface HotContext {
  readonly of: HotSubject;
  readonly clockUnit: ClockUnit;
  /** Of all rows of the answer: what shares are of. */
  readonly totalNs: number;
  /** The bins of `HotCodeRow.overTime`. */
  readonly bins: Pick<HotTable, 'fromNs' | 'binNs'>;
  /** Some rows ended waits of other vCPUs. */
  readonly hasWakeups: boolean;
  /** Some rows are of kernel modules. */
  readonly hasModules: boolean;
  /** Some symbols come with source lines. */
  readonly hasLines: boolean;
  /** Rows may be of several VMs. */
  readonly hasVms: boolean;
}
