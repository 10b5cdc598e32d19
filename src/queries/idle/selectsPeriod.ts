import type { PeriodSelection } from '../../protocol/idle';
import type { IdlePeriod } from './PeriodTable';
import { wakeLatency } from './wakeFacts';

type Bounds = readonly [number, number];

/** Whether a period is of a selection. */
export function selectsPeriod(selection: PeriodSelection, period: IdlePeriod): boolean {
  const { vm, vcpu, strategy, timeNs, lengthNs, latencyNs } = selection;
  const { startNs, endNs } = period;
  return (
    (vm === undefined || vm === period.vm) &&
    (vcpu === undefined || vcpu === period.vcpu) &&
    (strategy === undefined || strategy === period.strategy) &&
    (timeNs === undefined || isWithin(timeNs, startNs)) &&
    (lengthNs === undefined || (endNs >= 0 && isWithin(lengthNs, endNs - startNs))) &&
    (latencyNs === undefined || isWithin(latencyNs, latencyOf(period) ?? NaN)) &&
    hasCause(selection, period)
  );
}

/** From the first point of the wake that is known to guest code; undefined: nothing of it is. */
export function latencyOf(period: IdlePeriod): number | undefined {
  return wakeLatency(period).totalNs ?? undefined;
}

function hasCause({ cause, sourceVcpu, sourceTid }: PeriodSelection, period: IdlePeriod): boolean {
  if (cause === undefined) return true;
  if (period.endNs < 0 || cause !== period.cause) return false;
  if (sourceVcpu !== undefined && sourceVcpu !== (period.sourceVcpu ?? null)) return false;
  return sourceTid === undefined || sourceTid === (period.sourceTid < 0 ? null : period.sourceTid);
}

function isWithin([from, below]: Bounds, value: number): boolean {
  return value >= from && value < below;
}
