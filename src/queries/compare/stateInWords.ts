/** What a vCPU does in a state of the ledger, to be put behind `vCPU time` or `of its time`. */
export function stateInWords(state: string): string {
  return words[state] ?? state;
}

const words: Readonly<Record<string, string>> = {
  guest: 'in guest mode',
  kernel: 'in KVM',
  userspace: 'in user space',
  halt_poll: 'polling in halts',
  blocked: 'asleep in halts',
  waking: 'woken and waiting for a host CPU',
  preempted: 'preempted',
  stalled: 'asleep outside of halts',
};
