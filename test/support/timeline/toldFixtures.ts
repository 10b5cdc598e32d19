/** Recordings whose timelines are told in words, each for something of its own. */
export const toldFixtures: readonly string[] = [
  'traces/vmx-hlt-ipi.trace.dat',
  'traces/vmx-hlt-poll-fail.trace.dat',
  'traces/vmx-lost-events.trace.dat',
  'traces/vmx-minimal-hlt-timer.trace.dat',
  'traces/vmx-page-true-sharing.trace.dat',
  'traces/vmx-two-vms.trace.dat',
  'traces/svm-hlt-ipi.zlib.trace.dat',
  'idle/vmx-haltpoll-adapt.trace.dat',
];
