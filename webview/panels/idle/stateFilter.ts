import type { VcpuIdle } from '../../../src/protocol/idle';

/** The filter for the events that a state of a vCPU is told by; undefined: its idle periods tell more. */
export function eventsOfState(state: string, { vm, vcpu, tid }: VcpuIdle): string | undefined {
  const own = `vm=${vm} vcpu=${vcpu}`;
  // Events of the scheduler name threads, not vCPUs.
  const thread = (filter: string): string => (tid === null ? own : `${filter}=${tid}`);
  switch (state) {
    case 'halt_poll':
    case 'blocked':
      return undefined;
    case 'guest':
    case 'kernel':
      return `event=kvm_entry,kvm_exit ${own}`;
    case 'userspace':
      return `event=kvm_userspace_exit ${own}`;
    case 'waking':
      return thread('event=sched_waking pid');
    case 'preempted':
    case 'stalled':
      return thread('event=sched_switch prev_pid');
    default:
      return own;
  }
}
