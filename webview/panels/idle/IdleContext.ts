import type { PeriodOrder } from '../../../src/protocol/idle';
import type { CodeLinks } from '../../code/CodeLinks';
import type { ClockUnit } from '../../format/time';
import type { ListedPeriods } from '../../state/viewState';

/** What the parts of the Idle view lead to, and the clock that their times are on. */
export interface IdleContext {
  readonly clockUnit: () => ClockUnit;
  readonly code: Pick<CodeLinks, 'nodes' | 'showHot'>;
  /** Lists the idle periods behind a number. */
  readonly periodsChosen: (periods: ListedPeriods) => void;
  readonly orderChosen: (order: PeriodOrder) => void;
  readonly filterChosen: (filter: string) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
  readonly timePicked: (timeNs: number) => void;
  readonly copied: (markdown: string) => void;
}
