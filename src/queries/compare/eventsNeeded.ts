import type { RunFacts, SeriesFamily } from '../../protocol/compare';

/** Wherever vCPUs run, these happen: where a recording has none, they were not recorded. */
const commonplace: ReadonlySet<string> = new Set([
  'kvm_exit',
  'kvm_entry',
  'sched_switch',
  'sched_waking',
]);

const ofStates: Readonly<Record<string, readonly string[]>> = {
  guest: ['kvm_entry', 'kvm_exit'],
  // A halt's sleep would be taken for work.
  kernel: ['kvm_entry', 'kvm_exit', 'sched_switch'],
  userspace: ['kvm_userspace_exit'],
  halt_poll: ['kvm_vcpu_wakeup'],
  blocked: ['sched_switch'],
  waking: ['sched_switch', 'sched_waking'],
  preempted: ['sched_switch'],
  stalled: ['sched_switch'],
};

/** Tracepoints, without system, without which a series is not told. */
export function eventsNeeded(
  family: SeriesFamily | 'wakeup' | 'idle_length',
  subject: string,
  isVmx: boolean,
): readonly string[] {
  switch (family) {
    case 'exits':
    case 'hot':
      return ['kvm_exit'];
    case 'state':
      return ofStates[subject] ?? [];
    case 'idle':
      return subject.startsWith('hlt-') || subject === 'guest-haltpoll'
        ? ['kvm_vcpu_wakeup']
        : ['kvm_exit'];
    case 'poll_window':
      return ['kvm_vcpu_wakeup', 'kvm_halt_poll_ns'];
    case 'wakes':
      return ['kvm_apic_accept_irq'];
    case 'wakeup':
      return ['sched_waking'];
    case 'idle_length':
      return [];
    case 'faults':
    case 'page':
      return [isVmx ? 'kvm_page_fault' : 'kvm_exit'];
  }
}

/** Whether a run would hold an event, had it happened; undefined: nothing tells. */
export function wouldHold({ eventCounts, listed }: RunFacts, event: string): boolean | undefined {
  if ((eventCounts[event] ?? 0) > 0) return true;
  if (listed?.names.includes(event) === false || commonplace.has(event)) return false;
  return listed?.areEnabled === true ? true : undefined;
}
