import type { Finding } from '../../../src/protocol/Finding';

export const cannedFindings: readonly Finding[] = [
  {
    id: 'mwait-nop:0.1',
    severity: 'warning',
    title: 'vCPU 1 of VM 0 waits in an MWAIT loop',
    text: '5000 MWAITs keep a host CPU busy for 98 % of the time.',
    contradiction: 'MWAIT exits after which the thread blocks.',
    vcpus: [{ vm: 0, vcpu: 1 }],
    evidenceNs: [1_500_000_000, 2_000_000_000],
    confidence: 'certain',
  },
  {
    id: 'timer:0.0',
    severity: 'info',
    title: 'A timer wakes an idle guest 1000 times a second',
    text: '',
    contradiction: '',
    vcpus: [],
    evidenceNs: [],
    confidence: 'weak',
  },
];
