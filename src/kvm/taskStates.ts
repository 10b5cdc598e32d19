import type { RecordedCondition } from './recordedConditions';

/** State in which a thread left its CPU (`sched_switch.prev_state`). */
export interface TaskState {
  /** As the kernel prints it: `R`, `S`, `D`, `R+`, `D|W`. */
  readonly letters: string;
  /** Displaced while it could have run on. Plain `R` is runnable too, and to be treated alike (A.4). */
  readonly preempted: boolean;
  readonly meaning: string;
}

/**
 * Decodes `prev_state`. Which bit means "preempted" depends on the kernel (0x100 since 4.15, 1024 to
 * 4096 before), so it is taken from the recording's own print format; without one 0x100 is assumed.
 * Source: domain reference A.4; include/trace/events/sched.h, TASK_* in include/linux/sched.h.
 */
export function decodeTaskState(
  prevState: bigint,
  conditions: readonly RecordedCondition[],
): TaskState {
  const preemptMask = preemptMaskOf(conditions);
  const state = BigInt.asUintN(64, prevState);
  const preempted = (state & preemptMask) !== 0n;
  const bits = stateBits.filter(({ bit }) => bit !== preemptMask && (state & bit) !== 0n);
  const letters = bits.length === 0 ? 'R' : bits.map(({ letter }) => letter).join('|');
  return {
    letters: preempted ? `${letters}+` : letters,
    preempted,
    meaning: preempted ? 'preempted, runnable' : (bits[0]?.meaning ?? 'runnable'),
  };
}

/**
 * Whether a thread could have run on when it left its CPU: R, with or without a mark of a preemption,
 * which stands above the states in every kernel (A.4). `prevState`: the low 32 bits.
 */
export function isDisplaced(prevState: number): boolean {
  return prevState >= 0x100 || prevState === 0;
}

/** Mask of "preempted" in the print format: `REC->prev_state & MASK ? "+" : ""`. */
export function preemptMaskOf(conditions: readonly RecordedCondition[]): bigint {
  const shown = conditions.find(({ field, text }) => field === 'prev_state' && text === '+');
  return shown?.test === 'has' ? shown.value : 0x100n;
}

/** Letters of 4.14 and later; before, bits above 4 had other uses that a vCPU thread never shows. */
const stateBits = [
  { bit: 0x01n, letter: 'S', meaning: 'sleeping' },
  { bit: 0x02n, letter: 'D', meaning: 'in uninterruptible sleep' },
  { bit: 0x04n, letter: 'T', meaning: 'stopped' },
  { bit: 0x08n, letter: 't', meaning: 'stopped by a tracer' },
  { bit: 0x10n, letter: 'X', meaning: 'dead' },
  { bit: 0x20n, letter: 'Z', meaning: 'exited, not yet reaped' },
  { bit: 0x40n, letter: 'P', meaning: 'parked' },
  { bit: 0x80n, letter: 'I', meaning: 'idle' },
] as const;
