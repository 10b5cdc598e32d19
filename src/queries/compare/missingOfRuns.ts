import type { Comparability, RunFacts } from '../../protocol/compare';
import { grouped } from '../findings/phrases';
import { wouldHold } from './eventsNeeded';

/** Events, and beginnings of the ids of rows that are told by them. */
const uses: readonly (readonly [string, readonly string[]])[] = [
  ['kvm_exit', ['exits.', 'state.guest', 'state.kernel', 'idle.', 'hot.']],
  ['kvm_entry', ['exits.', 'state.guest', 'state.kernel', 'idle_length', 'wakeup']],
  ['kvm_vcpu_wakeup', ['idle.hlt', 'state.halt_poll', 'idle_length']],
  ['kvm_halt_poll_ns', ['idle.hlt-poll', 'idle.hlt-pending']],
  ['kvm_userspace_exit', ['state.userspace', 'state.kernel']],
  ['sched_switch', ['state.', 'idle.hlt', 'wakeup']],
  ['sched_waking', ['state.waking', 'wakeup', 'wakes.']],
  ['sched_wakeup', ['state.waking']],
  ['kvm_apic_accept_irq', ['wakes.', 'wakeup']],
  ['kvm_apic_ipi', ['wakes.ipi']],
  ['kvm_msi_set_irq', ['wakes.device']],
  ['hrtimer_expire_entry', ['wakes.timer', 'wakeup']],
  ['kvm_page_fault', ['faults.', 'page.']],
  ['fast_page_fault', ['faults.']],
  ['kvm_mmu_set_spte', ['faults.']],
  ['kvm_unmap_hva_range', ['faults.']],
];

/** Events that only one of the runs has, though it is not known that the other had none. */
export function missingOfRuns(a: RunFacts, b: RunFacts): readonly Comparability[] {
  return uses.flatMap(([event, affects]): Comparability[] => {
    const [countA, countB] = [a, b].map(({ eventCounts }) => eventCounts[event] ?? 0);
    if ((countA === 0) === (countB === 0)) return [];
    const [of, name] = countA === 0 ? [a, 'A'] : [b, 'B'];
    const holds = wouldHold(of, event);
    if (holds === true) return [];
    const text =
      holds === false
        ? `${name} does not record it.`
        : `${name} has none, and does not say whether it would.`;
    return [
      {
        what: `events: ${event}`,
        a: grouped(countA!),
        b: grouped(countB!),
        severity: 'warning',
        text,
        affects,
      },
    ];
  });
}
