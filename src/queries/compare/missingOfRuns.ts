import type { Comparability, RunFacts } from '../../protocol/compare';
import { grouped } from '../findings/phrases';
import { wouldHold } from './eventsNeeded';

/** Events, and beginnings of the ids of rows that are told by them. */
const uses: readonly (readonly [string, readonly string[]])[] = [
  ['kvm_exit', ['exits.', 'state.guest', 'state.kernel', 'idle.', 'hot.']],
  ['kvm_entry', ['exits.', 'state.guest', 'state.kernel', 'idle_length', 'wakeup']],
  ['kvm_vcpu_wakeup', ['idle.hlt', 'state.halt_poll', 'poll_window.', 'idle_length']],
  ['kvm_halt_poll_ns', ['idle.hlt-', 'state.halt_poll', 'poll_window.', 'state.kernel']],
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

/** That there is none says that nothing changed, where it was asked for. */
const tellsBySilence: ReadonlySet<string> = new Set(['kvm_halt_poll_ns']);

/** Events that only one of the runs has, though it is not known that the other had none. */
export function missingOfRuns(
  a: RunFacts,
  b: RunFacts,
  [nameA, nameB]: readonly [string, string],
): readonly Comparability[] {
  return uses.flatMap(([event, affects]): Comparability[] => {
    const [countA, countB] = [a, b].map(({ eventCounts }) => eventCounts[event] ?? 0);
    const areBothSilent = countA === 0 && countB === 0;
    if (areBothSilent && !tellsBySilence.has(event)) return [];
    const asks = areBothSilent ? lists : wouldHold;
    const [holdsA, holdsB] = [asks(a, event), asks(b, event)];
    if ((holdsA === true) === (holdsB === true)) return [];
    const [name, holds] = holdsA === true ? [nameB, holdsB] : [nameA, holdsA];
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

/** Whether a recording knows an event at all; undefined: it lists none. */
function lists({ listed }: RunFacts, event: string): boolean | undefined {
  return listed?.names.includes(event);
}
