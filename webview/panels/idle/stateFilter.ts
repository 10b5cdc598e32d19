import type { VcpuIdle } from '../../../src/protocol/idle';

/** The filter for the events that a state of a vCPU is told by; undefined: its idle periods tell more. */
export function eventsOfState(state: string, { vm, vcpu, tid }: VcpuIdle): string | undefined {
  const own = `vm=${vm} vcpu=${vcpu}`;
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
      return `event=sched_waking pid=${tid}`;
    case 'preempted':
    case 'stalled':
      return `event=sched_switch prev_pid=${tid}`;
    default:
      return own;
  }
}
