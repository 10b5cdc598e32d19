import type { ToldFault } from './toldFaults';

/** A page's entry that allows reading and running, and one that allows writing, too. */
export const READ_ONLY = '0x600000009cabb75';
export const WRITABLE = '0x600000009cabb77';

/** An EPT violation at a time in µs; `events`: what stands between the fault and the entry 5 µs after it. */
export function violation(
  at: number,
  thread: string,
  gpa: number,
  code: string,
  ...events: readonly string[]
): string {
  const cpu = `c${thread.slice(1)}`;
  return [
    `${at} ${cpu} ${thread} EX 48 info1=${code}`,
    `${at + 0.2} ${cpu} ${thread} PF 0x${gpa.toString(16)} ${code}`,
    ...events.map((event, index) => `${at + 0.5 + index * 0.2} ${cpu} ${thread} ${event}`),
    `${at + 5} ${cpu} ${thread} EN`,
  ].join('\n');
}

/** The fault maps a page. */
export function mapped(gfn: number, spte = WRITABLE, level = 1): string {
  return `kvm_mmu_set_spte gfn=${gfn} spte=${spte} level=${level}`;
}

/** Another thread takes the permission to write. */
export function protectedBy(at: number, thread: string, gfn: number): string {
  return `${at} c9 ${thread} kvm_tdp_mmu_spte_changed gfn=${gfn} level=1 old_spte=${WRITABLE} new_spte=${READ_ONLY}`;
}

/** Some of what is told of each fault, in the order of the keys. */
export function told(
  faults: readonly ToldFault[],
  ...keys: readonly (keyof ToldFault)[]
): readonly unknown[] {
  return faults.map((fault) => keys.map((key) => fault[key]));
}
