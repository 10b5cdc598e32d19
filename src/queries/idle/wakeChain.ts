import type { IdlePeriod } from './PeriodTable';

/** A point on a wake's way from its cause to the guest. */
export interface WakeStep {
  readonly atNs: number;
  /** Tracepoint of the event at that time. */
  readonly event: string;
  readonly what: 'idle' | 'origin' | 'cause' | 'waking' | 'running' | 'entry';
}

/** The events of a wake, as far as they were recorded, in order of time. */
export function wakeChain(period: IdlePeriod): readonly WakeStep[] {
  const { startNs, originNs, causeNs, wakingNs, runningNs, endNs, cause, ripLow, ripHigh } = period;
  const isFromExit = ripLow !== 0 || ripHigh !== 0;
  const steps: readonly WakeStep[] = [
    { what: 'idle', event: isFromExit ? 'kvm_exit' : 'kvm_vcpu_wakeup', atNs: startNs },
    {
      what: 'origin',
      event: period.sourceBinding < 0 ? 'irq_handler_entry' : 'kvm_exit',
      atNs: originNs,
    },
    {
      what: 'cause',
      event: cause === 'timer' ? 'hrtimer_expire_entry' : 'kvm_apic_accept_irq',
      atNs: causeNs,
    },
    { what: 'waking', event: 'sched_waking', atNs: wakingNs },
    { what: 'running', event: 'sched_switch', atNs: runningNs },
    { what: 'entry', event: 'kvm_entry', atNs: endNs },
  ];
  return steps.filter(({ atNs }) => atNs >= 0).sort((a, b) => a.atNs - b.atNs);
}
