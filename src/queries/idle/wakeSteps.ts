import type { StepEvent } from '../../analyses/idle/words';
import type { IdlePeriod } from './PeriodTable';

/** A point on a wake's way from the begin of idling to the guest. */
export interface WakeStep {
  readonly step: 'idle' | 'origin' | 'cause' | 'waking' | 'running' | 'entry';
  readonly timeNs: number;
  /** Tracepoint of the event at that time; '' where the time was worked out. */
  readonly event: StepEvent;
}

/** The steps of a wake, as far as they were recorded, in order of time. */
export function wakeSteps(period: IdlePeriod): readonly WakeStep[] {
  const { startNs, originNs, causeNs, wakingNs, runningNs, endNs } = period;
  const steps: readonly WakeStep[] = [
    { step: 'idle', timeNs: startNs, event: period.startedBy },
    { step: 'origin', timeNs: originNs, event: period.originBy },
    { step: 'cause', timeNs: causeNs, event: period.causeBy },
    { step: 'waking', timeNs: wakingNs, event: 'sched_waking' },
    { step: 'running', timeNs: runningNs, event: 'sched_switch' },
    { step: 'entry', timeNs: endNs, event: period.endedBy },
  ];
  return steps.filter(({ timeNs }) => timeNs >= 0).sort((a, b) => a.timeNs - b.timeNs);
}
