import type { PeriodOrder, PeriodSelection } from '../../protocol/idle';
import type { IdlePeriod, PeriodTable } from './PeriodTable';
import { latencyOf, selectsPeriod } from './selectsPeriod';

const NOT_TOLD = -1;

/**
 * Positions in the table of a selection's periods: by start, or largest length or latency first and
 * those last that have none; of equal ones the earlier first.
 */
export function periodOrder(
  table: PeriodTable,
  selection: PeriodSelection,
  order: PeriodOrder,
): Uint32Array {
  const positions: number[] = [];
  const keys = new Float64Array(order === 'start' ? 0 : table.length);
  let position = 0;
  for (const period of table.walk()) {
    if (selectsPeriod(selection, period)) {
      positions.push(position);
      if (order !== 'start') keys[position] = keyOf(period, order) ?? NOT_TOLD;
    }
    position++;
  }
  const sorted = Uint32Array.from(positions);
  if (order !== 'start') sorted.sort((a, b) => keys[b]! - keys[a]! || a - b);
  return sorted;
}

function keyOf(period: IdlePeriod, order: Exclude<PeriodOrder, 'start'>): number | undefined {
  if (order === 'latency') return latencyOf(period);
  return period.endNs < 0 ? undefined : period.endNs - period.startNs;
}
