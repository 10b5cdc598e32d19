import type { Evidence } from '../../base/Evidence';
import type { IdlePeriod } from '../idle/PeriodTable';

/** Keeps the first event of a period to look at: of one whose begin was worked out, the event that ended it. */
export function addPeriod(
  evidence: Evidence,
  weight: number,
  { startedBy, startNs, endedBy, endNs }: IdlePeriod,
): void {
  if (startedBy !== '') evidence.add(weight, startNs);
  else if (endedBy !== '') evidence.add(weight, endNs);
}
