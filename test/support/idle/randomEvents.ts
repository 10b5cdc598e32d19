import fc from 'fast-check';
import type { WrittenEvent } from '../traceText';
import { vectorEvents } from './vectorEvents';

const VCPU_THREADS = ['T0', 'T1', 'Q0'] as const;
const OTHER_THREADS = ['M', 'IO', 'irq', 'irq/T1', 'W'] as const;

/** Events of a vCPU's own thread. */
const ownEvents = [
  ...[
    'EN',
    'EN',
    'EN',
    'EN',
    'EN',
    'EN',
    'EN',
    'EN',
    'EX 12',
    'EX 12',
    'EX 12',
    'EX 36',
    'EX 39',
    'EX 40',
    'EX 1',
    'EX 32',
    'EX 52',
    'EX 48',
  ],
  ...['EX svm 0x78', 'EX svm 0xa6', 'EX 5 isa=3', 'EX 0x80000021', 'UX 5 0', 'UX 10 -4', 'UX 2 0'],
  ...[
    'WK 500 0',
    'WK 1500 1',
    'WK 90000 1',
    'WK 900000 1',
    'HP 200000(g)10000',
    'HP 0(s)10000',
    'HVT 0',
    'INJ 65',
  ],
  ...['SO S', 'SO D', 'SO R', 'SO R+', 'SI', 'kvm_emulate_insn insn=0xf4', 'kvm_fpu load=1'],
  ...['kvm_async_pf_not_present', 'kvm_async_pf_ready', 'kvm_nested_vmexit_inject'],
  ...['kvm_inj_exception exception=6', 'kvm_msr write=1 ecx=0x4b564d05 data=0', 'IPI 0 253'],
  'EN vcpu_id=3',
];

const anyEvents = [
  ...['ACC 0 65', 'ACC 1 253', 'ACC 0 0 dm=0x300', 'ACC 0 154 dm=0x600', 'PACC 0 253'],
  ...['WG T0', 'WG T1', 'WG Q0', 'WU T0', 'WU T1', 'HRT apic_timer_fn', 'mark'],
  ...['kvm_msi_set_irq data=65', 'kvm_set_irq gsi=4', 'signal_generate pid=1000'],
  ...['irq_handler_entry name=x', 'irq_handler_exit', 'local_timer_entry', 'PF 0x1000 0x2'],
  'kvm_async_pf_completed',
];

/** One event of a random trace: how long after the one before, where, and what. */
const anyLine = fc.record({
  gapNs: fc.oneof(fc.nat(3), fc.nat(2_000), fc.nat(200_000)),
  cpu: fc.nat(2),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...VCPU_THREADS), oneOf(ownEvents)) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...VCPU_THREADS), oneOf(anyEvents)) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...OTHER_THREADS), oneOf(anyEvents)) },
  ),
  isLost: fc.integer({ min: 0, max: 30 }).map((drawn) => drawn === 0),
});

/** Events of several vCPUs and other threads in any order, with losses between them. */
export const anyEventsOfTrace: fc.Arbitrary<readonly WrittenEvent[]> = fc
  .array(anyLine, { minLength: 20, maxLength: 80, size: 'max' })
  .map((lines) => {
    let timeNs = 0;
    const texts = lines.map(({ gapNs, cpu, what: [thread, event], isLost }) => {
      timeNs += gapNs;
      const loss = isLost ? `lost c${cpu} 7\n` : '';
      return `${loss}${timeNs / 1000} c${cpu} ${thread} ${event}`;
    });
    return vectorEvents(texts.join('\n'));
  });

function oneOf(words: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...words);
}
