/** One line of the filter's help. */
export interface FilterExample {
  readonly term: string;
  readonly meaning: string;
}

/** In short what docs/filter.md says at length. */
export const filterExamples: readonly FilterExample[] = [
  { term: 'kvm_exit', meaning: 'events of this name; * stands for any text: kvm_*' },
  { term: 'reason=HLT', meaning: 'exits for this reason, by name or number' },
  { term: 'class=mem,mmio', meaning: 'one of several values, with commas' },
  { term: 'vm=0 vcpu=1', meaning: 'both words must match' },
  { term: 'cpu=3 tid=123', meaning: 'host CPU, host thread id' },
  { term: 'comm="CPU 0/KVM"', meaning: 'thread name; quotes where it has blanks' },
  { term: 'guest_rip=0xffffffff81a2b3c4', meaning: 'any number in the event’s format' },
  { term: 'reason~ept', meaning: '= != < <= > >= compare, ~ finds a part of a name' },
  { term: 'any~msr', meaning: 'a part of any name: of the event, the reason or the thread' },
  { term: 'addr=0x2000000', meaning: 'guest code at this RIP, or the page of this address' },
  { term: '-sched_switch', meaning: 'leading - or ! takes events out' },
  { term: 'time>=1.5s time<1600ms', meaning: 'times since the first event: s, ms, us, ns' },
];
