import type { RecordedCondition } from './recordedConditions';

/** What the lock-less repair of a fault came to. Anything but these means that the slow path follows. */
export type FastPageFaultOutcome = 'fixed' | 'spurious';

/**
 * Meaning of `ret` of `fast_page_fault`. Its numbers change from kernel to kernel, so they are taken
 * from the recording's print format: `… REC->ret == 6, REC->ret == 5` after `spurious %d fixed %d`.
 * Undefined: a format without them (up to 5.9, which has `retry` instead).
 * Source: domain reference A.3, L.6; arch/x86/kvm/mmu/mmutrace.h.
 */
export function fastPageFaultOutcomes(
  conditions: readonly RecordedCondition[],
): ReadonlyMap<number, FastPageFaultOutcome> | undefined {
  const outcomes = new Map<number, FastPageFaultOutcome>();
  for (const { label, field, test, value } of conditions) {
    if (field !== 'ret' || test !== 'equals') continue;
    if (label === 'fixed' || label === 'spurious') outcomes.set(Number(value), label);
  }
  return outcomes.size === 2 ? outcomes : undefined;
}

/**
 * The kernel's name of a `ret` (RET_PF_*), told by which number means "fixed" in this recording.
 * Undefined: a numbering that no kernel read here uses.
 */
export function fastPageFaultReturnName(
  ret: number,
  outcomes: ReadonlyMap<number, FastPageFaultOutcome>,
): string | undefined {
  for (const [number, outcome] of outcomes) {
    if (outcome === 'fixed') return returnNames.get(number)?.[ret];
  }
  return undefined;
}

/** By the number of FIXED: 5.10 to 5.17, 5.19 to 6.8, 6.12 and later. */
const returnNames: ReadonlyMap<number, readonly string[]> = new Map([
  [3, ['RETRY', 'EMULATE', 'INVALID', 'FIXED', 'SPURIOUS']],
  [4, ['CONTINUE', 'RETRY', 'EMULATE', 'INVALID', 'FIXED', 'SPURIOUS']],
  [5, ['CONTINUE', 'RETRY', 'EMULATE', 'WRITE_PROTECTED', 'INVALID', 'FIXED', 'SPURIOUS']],
]);
