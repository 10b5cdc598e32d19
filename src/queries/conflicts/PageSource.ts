import type { FindingContext } from '../findings/Finder';
import type { PeriodTable } from '../idle/PeriodTable';
import { conflictParameters } from './ConflictParameters';
import type { ConflictParameters } from './ConflictParameters';
import { FaultReader } from './FaultReader';
import { pageConflicts } from './pageConflicts';
import type { PageConflict } from './pageConflicts';
import { StoreWakes } from './StoreWakes';

/** What questions about pages are answered from, of a trace that was read to its end. */
export interface PageSource {
  readonly context: FindingContext;
  readonly periods: PeriodTable;
  readonly parameters: ConflictParameters;
  readonly conflicts: readonly PageConflict[];
  readonly reader: FaultReader;
  /** Which stores ended which idle periods. */
  readonly wakes: StoreWakes;
}

export function pageSource(
  context: FindingContext,
  periods: PeriodTable,
  parameters = conflictParameters(context.idle),
): PageSource {
  const refs = context.directory.refs();
  const conflicts = pageConflicts(context.faults, refs, parameters);
  const reader = new FaultReader(context.faults, refs, conflicts);
  const wakes = new StoreWakes(reader, periods, parameters.lineBytes);
  return { context, periods, parameters, conflicts, reader, wakes };
}
