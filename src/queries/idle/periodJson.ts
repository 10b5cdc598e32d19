import type { IdlePass } from '../../analyses/idle/IdlePass';
import { confidenceOf } from '../../analyses/idle/words';
import { wakeLatency, whyUnknown } from './wakeFacts';
import type { WakeLatency } from './wakeFacts';
import type { IdlePeriod } from './PeriodTable';

/** One of the `idle_periods` of a report: a shape that outside checks rely on. */
export function periodJson(period: IdlePeriod, idle: IdlePass): unknown {
  const { vm, vcpu, startNs, endNs, strategy, rank, iterations, pollNs, waitNs } = period;
  return {
    vm,
    vcpu,
    start_ns: startNs,
    end_ns: told(endNs),
    strategy,
    confidence: confidenceOf(rank),
    rip: hexOf(period.ripHigh, period.ripLow),
    iterations,
    poll_ns: told(pollNs),
    wait_ns: told(waitNs),
    wake: endNs < 0 ? null : wakeJson(period, idle),
  };
}

function wakeJson(period: IdlePeriod, idle: IdlePass): unknown {
  const { cause, causeRank, way, vector, sourceTid, gpaHigh, gpaLow } = period;
  return {
    cause,
    how: way ?? null,
    confidence: confidenceOf(causeRank),
    why_unknown: whyUnknown(period, idle),
    vector: told(vector),
    source_vcpu: period.sourceVcpu ?? null,
    source_tid: told(sourceTid),
    gpa: gpaHigh < 0 ? null : hexOf(gpaHigh, gpaLow),
    latency_ns: latencyJson(wakeLatency(period)),
  };
}

export function latencyJson(latency: WakeLatency): unknown {
  return {
    cause_to_waking: latency.causeToWakingNs,
    waking_to_running: latency.wakingToRunningNs,
    running_to_entry: latency.runningToEntryNs,
    total: latency.totalNs,
  };
}

function told(value: number): number | null {
  return value < 0 ? null : value;
}

/** null: both words are 0, as where a recording holds no address. */
function hexOf(high: number, low: number): string | null {
  if (high === 0 && low === 0) return null;
  const upper = high === 0 ? '' : (high >>> 0).toString(16);
  return `0x${upper}${upper === '' ? low.toString(16) : low.toString(16).padStart(8, '0')}`;
}
