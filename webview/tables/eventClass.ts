/** How a row of the events table is coloured. */
export type EventClass = 'exit' | 'entry' | 'sched' | 'irq' | 'other';

const interruptName = /irq|ipi|eoi|msi|apic|_vector|^(local_timer|reschedule|call_function|nmi)/;

export function eventClass(event: string): EventClass {
  if (/^kvm_(nested_vm)?exit$/.test(event) || event === 'kvm_userspace_exit') {
    return 'exit';
  }
  if (event === 'kvm_entry') return 'entry';
  if (event.startsWith('sched_') || event === 'kvm_vcpu_wakeup') return 'sched';
  return interruptName.test(event) ? 'irq' : 'other';
}
