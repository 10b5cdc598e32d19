/**
 * What a high-resolution timer is for, by the symbol of its function.
 * The recording must hold the symbol: the event has only an address. Source: domain reference A.4.
 */
export function hrtimerPurpose(functionSymbol: string): string | undefined {
  return purposes.get(functionSymbol);
}

const purposes: ReadonlyMap<string, string> = new Map([
  ['apic_timer_fn', "a guest's local APIC timer"],
  ['pit_timer_fn', "a guest's PIT"],
  ['stimer_timer_callback', "a guest's Hyper-V synthetic timer"],
  ['xen_timer_callback', "a guest's Xen timer"],
  ['tick_nohz_handler', 'the host tick'],
  ['tick_sched_timer', 'the host tick'],
  ['hrtimer_wakeup', 'a sleeping thread'],
]);
