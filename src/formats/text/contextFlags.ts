import { startsWith } from './scanning';

const IRQS_OFF = 0x01;
/** 6.13 and later; before it meant that the architecture cannot tell whether irqs are off. */
const NEED_RESCHED_LAZY = 0x02;
const NEED_RESCHED = 0x04;
const HARDIRQ = 0x08;
const SOFTIRQ = 0x10;
const PREEMPT_RESCHED = 0x20;
const NMI = 0x40;
const BH_OFF = 0x80;

/**
 * `common_flags` by the letters that stand for them between host CPU and time, `dNh1.`: irqs off,
 * need to reschedule, interrupt context. The letters behind are counts. A letter no kernel prints is
 * taken for no flag. `-0x9` is how trace-cmd report -R -l prints them.
 * Source: trace_print_lat_fmt in kernel/trace/trace_output.c.
 */
export function contextFlags(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 3) return 0;
  if (startsWith(bytes, from, '-0x')) return hexOf(bytes, from + 3, to) & 0xff;
  return (
    irqsOff[bytes[from]!]! | needResched[bytes[from + 1]!]! | interruptContext[bytes[from + 2]!]!
  );
}

const irqsOff = byLetter({ d: IRQS_OFF, D: IRQS_OFF | BH_OFF, b: BH_OFF, X: NEED_RESCHED_LAZY });
const needResched = byLetter({
  N: NEED_RESCHED | PREEMPT_RESCHED,
  n: NEED_RESCHED,
  p: PREEMPT_RESCHED,
  B: NEED_RESCHED | PREEMPT_RESCHED | NEED_RESCHED_LAZY,
  b: NEED_RESCHED | NEED_RESCHED_LAZY,
  L: PREEMPT_RESCHED | NEED_RESCHED_LAZY,
  l: NEED_RESCHED_LAZY,
});
const interruptContext = byLetter({
  Z: NMI | HARDIRQ,
  z: NMI,
  H: HARDIRQ | SOFTIRQ,
  h: HARDIRQ,
  s: SOFTIRQ,
});

function byLetter(flags: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(256);
  for (const [letter, flag] of Object.entries(flags)) table[letter.charCodeAt(0)] = flag;
  return table;
}

function hexOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = parseInt(String.fromCharCode(bytes[at]!), 16);
    if (Number.isNaN(digit)) return 0;
    value = (value << 4) | digit;
  }
  return value;
}
