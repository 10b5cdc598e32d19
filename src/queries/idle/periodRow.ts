import type { IdlePass } from '../../analyses/idle/IdlePass';
import { hexOfWords } from '../../base/hex';
import { hexOfSigned } from '../../base/signedAddress';
import { confidenceOf } from '../../analyses/idle/words';
import type { EventTable } from '../../events/EventTable';
import type { ChainStep, EarlierHaltRow, IdlePeriodRow, PeriodWake } from '../../protocol/idle';
import { rowAtTime } from '../rowAtTime';
import type { StoreWakes } from '../conflicts/StoreWakes';
import type { IdlePeriod, PeriodTable } from './PeriodTable';
import type { ThreadName } from './threadName';
import { wakeLatency, whyUnknown } from './wakeFacts';
import { wakeSteps } from './wakeSteps';

export interface PeriodSurroundings {
  readonly table: PeriodTable;
  readonly idle: IdlePass;
  readonly events: EventTable;
  readonly nameOf: ThreadName;
  readonly stores: Pick<StoreWakes, 'storeOf'>;
}

/** One idle period with the steps of its wake, each with the event that shows it. */
export function periodRow(period: IdlePeriod, around: PeriodSurroundings): IdlePeriodRow {
  const { vm, vcpu, startNs, endNs, strategy, rank, iterations, pollNs, waitNs } = period;
  return {
    vm,
    vcpu,
    startNs,
    endNs: told(endNs),
    strategy,
    confidence: confidenceOf(rank),
    iterations,
    rip: ripText(period),
    pollNs: told(pollNs),
    waitNs: told(waitNs),
    earlierHalts: earlierOf(period, around),
    wake: endNs < 0 ? null : wakeOf(period, around),
    chain: chainOf(period, around.events),
  };
}

function earlierOf(
  period: IdlePeriod,
  { table, nameOf }: PeriodSurroundings,
): readonly EarlierHaltRow[] {
  return table.earlierHalts(period).map(({ endNs, cause, causeRank, sourceVcpu, sourceTid }) => ({
    endNs,
    cause,
    confidence: confidenceOf(causeRank),
    sourceVcpu: sourceVcpu ?? null,
    sourceTid: told(sourceTid),
    sourceComm: sourceTid < 0 ? '' : nameOf(period.binding, sourceTid, endNs),
  }));
}

function wakeOf(period: IdlePeriod, { idle, nameOf, stores }: PeriodSurroundings): PeriodWake {
  const { binding, endNs, cause, causeRank, vector, sourceVcpu, sourceTid, sourcePlace } = period;
  const store = stores.storeOf(period);
  const rip = idle.senders.places.all[sourcePlace]?.rip ?? store?.rip ?? 0;
  return {
    cause,
    confidence: confidenceOf(causeRank),
    whyUnknown: whyUnknown(period, idle),
    suspected: period.suspected ?? null,
    vector: told(vector),
    gsi: told(period.gsi),
    alsoPending: period.alsoPending,
    sourceVcpu: sourceVcpu ?? null,
    sourceTid: told(sourceTid),
    sourceComm: sourceTid < 0 ? '' : nameOf(binding, sourceTid, endNs),
    store: store === undefined ? null : { vcpu: store.vcpu, gpa: store.gpa, line: store.line },
    sourceRip: rip === 0 ? null : hexOfSigned(rip),
    ...wakeLatency(period),
  };
}

function chainOf(period: IdlePeriod, events: EventTable): readonly ChainStep[] {
  return wakeSteps(period).map(({ step, timeNs, event }) => {
    const row = rowAtTime(events, timeNs, event);
    return { step, timeNs, row: row ?? null, event: row === undefined ? '' : event };
  });
}

/** 0 is what is stored of a place that is not recorded. */
function ripText({ ripLow, ripHigh }: IdlePeriod): string | null {
  return ripLow === 0 && ripHigh === 0 ? null : hexOfWords(ripHigh, ripLow);
}

function told(value: number): number | null {
  return value < 0 ? null : value;
}
