/**
 * Interrupt vector of the Linux host, as a running vCPU is interrupted by it: `LOCAL_TIMER` for 0xec.
 * Undefined: a device's vector, or one without a fixed meaning. Never use it for a guest's vectors.
 * Sources: domain reference B.6; arch/x86/include/asm/irq_vectors.h.
 */
export function hostVectorName(vector: number): string | undefined {
  return names.get(vector);
}

/** What the interrupt means for the vCPU that it stops; undefined when nothing is known. Source: B.6. */
export function hostVectorMeaning(vector: number): string | undefined {
  return meanings.get(vector);
}

const names: ReadonlyMap<number, string> = new Map([
  [0x02, 'NMI'],
  [0xec, 'LOCAL_TIMER'],
  // The local timer moved twice; the number alone does not tell which kernel it was.
  [0xee, 'LOCAL_TIMER up to 4.15'],
  [0xef, 'LOCAL_TIMER up to 4.9'],
  [0xf0, 'POSTED_INTR_NESTED'],
  [0xf1, 'POSTED_INTR_WAKEUP'],
  [0xf2, 'POSTED_INTR'],
  [0xf3, 'HYPERVISOR_CALLBACK'],
  [0xf4, 'DEFERRED_ERROR'],
  [0xf6, 'IRQ_WORK'],
  [0xf7, 'PLATFORM_IPI'],
  [0xf8, 'REBOOT'],
  [0xf9, 'THRESHOLD'],
  [0xfa, 'THERMAL'],
  [0xfb, 'CALL_FUNCTION_SINGLE'],
  [0xfc, 'CALL_FUNCTION'],
  [0xfd, 'RESCHEDULE'],
  [0xfe, 'ERROR_APIC'],
  [0xff, 'SPURIOUS_APIC'],
]);

const callMeaning =
  'a function call from another host CPU: a request to the vCPU (remote TLB flush, APICv update) or an unrelated call';

const meanings: ReadonlyMap<number, string> = new Map([
  [0xec, 'the host tick, or a high-resolution timer due on this host CPU'],
  [0xf2, 'a posted-interrupt notification that hit outside the guest, or without posting enabled'],
  [0xf6, 'deferred work of the host kernel: perf, ftrace, printk'],
  [0xfb, callMeaning],
  [0xfc, callMeaning],
  [0xfd, 'a kick of the vCPU on this host CPU, or the scheduler wants the CPU'],
]);
