import { Slowest } from '../../base/Slowest';
import { wakeLatency } from './wakeFacts';
import type { IdlePeriod, PeriodTable } from './PeriodTable';

/** Ended periods whose wakeups took longest from the first point that is known, slowest first. */
export function slowestWakes(table: PeriodTable, most: number): readonly IdlePeriod[] {
  const slowest = new Slowest<IdlePeriod>(most);
  for (const period of table.walk()) {
    const { totalNs } = wakeLatency(period);
    if (totalNs !== null) slowest.offer(totalNs, () => ({ ...period }));
  }
  return slowest.all;
}
