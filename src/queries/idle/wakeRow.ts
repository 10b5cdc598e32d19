import { confidenceOf } from '../../analyses/idle/words';
import type { Cause, Confidence, Strategy } from '../../analyses/idle/words';
import type { StoreWakes, WakingStore } from '../conflicts/StoreWakes';
import type { FindingContext } from '../findings/Finder';
import type { IdlePeriod } from './PeriodTable';
import { wakeLatency } from './wakeFacts';
import type { WakeLatency } from './wakeFacts';
import { wakeSteps } from './wakeSteps';
import type { WakeStep } from './wakeSteps';

/** One wakeup in words and numbers. */
export interface WakeRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly startNs: number;
  readonly endNs: number;
  readonly strategy: Strategy;
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly vector: number | undefined;
  /** Who caused it; undefined: nobody, or it is not told. */
  readonly by: string | undefined;
  /** Whom the host CPU ran until the vCPU's thread got it; undefined: nobody, or it is not told. */
  readonly behind: string | undefined;
  /** The store into a protected page that caused it; undefined: none did, or it is not told. */
  readonly store: WakingStore | undefined;
  readonly chain: readonly WakeStep[];
  readonly latency: WakeLatency;
}

export function wakeRow(context: FindingContext, period: IdlePeriod, stores: StoreWakes): WakeRow {
  const { vm, vcpu, binding, startNs, endNs, strategy, cause, causeRank, vector } = period;
  const { sourceTid, aheadTid } = period;
  const source = context.vcpuOf(binding)?.source ?? -1;
  const nameOf = (tid: number): string | undefined =>
    tid <= 0 ? undefined : context.threadName(source, tid, endNs);
  return {
    vm,
    vcpu,
    startNs,
    endNs,
    strategy,
    cause,
    confidence: confidenceOf(causeRank),
    vector: vector < 0 ? undefined : vector,
    by: nameOf(sourceTid),
    behind: nameOf(aheadTid),
    store: stores.storeOf(period),
    chain: wakeSteps(period),
    latency: wakeLatency(period),
  };
}
