/** What the states of the ledger are called and mean, by the words of `exitscope report`. */
export interface StateStyle {
  readonly title: string;
  readonly meaning: string;
}

export const stateStyles: Readonly<Record<string, StateStyle>> = {
  guest: { title: 'Guest', meaning: 'Guest code ran, or waited inside the guest' },
  kernel: {
    title: 'KVM',
    meaning: 'The vCPU’s thread worked in the kernel between an exit and an entry',
  },
  userspace: { title: 'User space', meaning: 'The vCPU’s thread was in the VMM, outside KVM_RUN' },
  halt_poll: {
    title: 'Halt poll',
    meaning: 'The host spun for a wake before it let the thread sleep',
  },
  blocked: { title: 'Blocked', meaning: 'The thread slept in a halt' },
  waking: { title: 'Waking', meaning: 'Woken, but not yet on a CPU' },
  preempted: { title: 'Preempted', meaning: 'Could run, but something else had its CPU' },
  stalled: {
    title: 'Stalled',
    meaning: 'Slept outside a halt: for a page, a lock, a stop by the VMM',
  },
  unknown: { title: 'Unknown', meaning: 'The recording does not tell' },
};

export function stateTitle(state: string): string {
  return stateStyles[state]?.title ?? state;
}
