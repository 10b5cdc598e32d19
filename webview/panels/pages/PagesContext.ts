import type { FaultOrder, FaultSelection, PageOverview } from '../../../src/protocol/pages';
import type { CodeLinks } from '../../code/CodeLinks';
import type { ClockUnit } from '../../format/time';
import type { PageRef, TableSort } from '../../state/viewState';

/** What the parts of the Pages view lead to, and the clock that their times are on. */
export interface PagesContext {
  readonly clockUnit: () => ClockUnit;
  readonly code: Pick<CodeLinks, 'nodes'>;
  /** Shows the details of a page, and lists its faults, or `only` some of them. */
  readonly pageChosen: (page: PageRef, only?: Omit<FaultSelection, 'vm' | 'gpa'>) => void;
  readonly faultsChosen: (faults: FaultSelection) => void;
  readonly orderChosen: (order: FaultOrder) => void;
  readonly sorted: (sort: TableSort) => void;
  /** Lists the idle periods that stores into pages ended. */
  readonly wakesChosen: (vm: number, waiter: number | undefined) => void;
  readonly filterChosen: (filter: string) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
  readonly timePicked: (timeNs: number) => void;
  readonly copied: (markdown: string) => void;
}

/** The bins of time that an overview counts faults in. */
export type TimeBins = Pick<PageOverview, 'fromNs' | 'binNs' | 'bins'>;

/** From the start of one bin to the start of the one after another. */
export function binRange(
  { fromNs, binNs }: Pick<TimeBins, 'fromNs' | 'binNs'>,
  first: number,
  last = first,
): readonly [number, number] {
  return [Math.round(fromNs + first * binNs), Math.round(fromNs + (last + 1) * binNs)];
}
