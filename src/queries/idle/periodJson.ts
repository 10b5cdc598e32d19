import type { IdlePass } from '../../analyses/idle/IdlePass';
import { confidenceOf } from '../../analyses/idle/words';
import { hexOfWords } from '../../base/hex';
import { wakeLatency, whyUnknown } from './wakeFacts';
import type { WakeLatency } from './wakeFacts';
import type { EarlierHaltOf, IdlePeriod, PeriodTable } from './PeriodTable';

/**
 * JSON text of one of the `idle_periods` of a report: a shape that outside checks rely on. A long
 * trace has millions of them, and spelled at once they take a third of the time of objects; their
 * words are our own, so that nothing in them needs an escape. `storeGpa`: where the store went that
 * caused its wake, where pages tell it.
 */
export function periodJson(
  period: IdlePeriod,
  table: PeriodTable,
  idle: IdlePass,
  storeGpa?: string,
): string {
  const { vm, vcpu, startNs, endNs, strategy, rank, iterations, pollNs, waitNs } = period;
  return (
    `{"vm":${vm},"vcpu":${vcpu},"start_ns":${startNs},"end_ns":${told(endNs)},` +
    `"strategy":"${strategy}","confidence":"${confidenceOf(rank)}",` +
    `"rip":${address(period.ripHigh, period.ripLow)},"iterations":${iterations},` +
    `"poll_ns":${told(pollNs)},"wait_ns":${told(waitNs)},` +
    `"earlier_halts":[${table.earlierHalts(period).map(earlierHaltJson).join(',')}],` +
    `"wake":${endNs < 0 ? 'null' : wakeJson(period, idle, storeGpa)}}`
  );
}

function earlierHaltJson({ endNs, cause, causeRank, ...by }: EarlierHaltOf): string {
  return (
    `{"end_ns":${endNs},"cause":"${cause}","confidence":"${confidenceOf(causeRank)}",` +
    `"source_vcpu":${by.sourceVcpu ?? 'null'},"source_tid":${told(by.sourceTid)}}`
  );
}

function wakeJson(period: IdlePeriod, idle: IdlePass, storeGpa: string | undefined): string {
  const { cause, causeRank, way, vector, sourceVcpu, sourceTid, gpaHigh, gpaLow } = period;
  const latency = wakeLatency(period);
  return (
    `{"cause":"${cause}","how":${word(way)},"confidence":"${confidenceOf(causeRank)}",` +
    `"why_unknown":${word(whyUnknown(period, idle))},"suspected":${word(period.suspected)},` +
    `"vector":${told(vector)},"gsi":${told(period.gsi)},"also_pending":${period.alsoPending},` +
    `"source_vcpu":${sourceVcpu ?? 'null'},"source_tid":${told(sourceTid)},` +
    `"gpa":${gpaHigh < 0 ? word(storeGpa) : address(gpaHigh, gpaLow)},` +
    `"latency_ns":{"cause_to_waking":${latency.causeToWakingNs ?? 'null'},` +
    `"waking_to_running":${latency.wakingToRunningNs ?? 'null'},` +
    `"running_to_entry":${latency.runningToEntryNs ?? 'null'},` +
    `"total":${latency.totalNs ?? 'null'}}}`
  );
}

export function latencyJson(latency: WakeLatency): unknown {
  return {
    cause_to_waking: latency.causeToWakingNs,
    waking_to_running: latency.wakingToRunningNs,
    running_to_entry: latency.runningToEntryNs,
    total: latency.totalNs,
  };
}

function told(value: number): number | string {
  return value < 0 ? 'null' : value;
}

function word(of: string | null | undefined): string {
  return of === null || of === undefined ? 'null' : `"${of}"`;
}

/** null: both words are 0, as where a recording holds no address. */
function address(high: number, low: number): string {
  return high === 0 && low === 0 ? 'null' : `"${hexOfWords(high >>> 0, low)}"`;
}
