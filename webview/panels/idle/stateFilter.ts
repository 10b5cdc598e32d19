import type { VcpuIdle } from '../../../src/protocol/idle';

/** Every state of a thread that left its CPU and could not go on (fs/proc/array.c): any other one was displaced. */
const ASLEEP = '1,2,4,8,16,32,64,128';

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
      return thread(`event=sched_switch prev_state!=${ASLEEP} prev_pid`);
    case 'stalled':
      // Sleep in halts is among it: the switch itself does not tell what it was for.
      return thread(`event=sched_switch prev_state=${ASLEEP} prev_pid`);
    default:
      return own;
  }
}
