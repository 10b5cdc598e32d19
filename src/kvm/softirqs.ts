/** Soft interrupt by number: `TIMER` for 1. Source: include/linux/interrupt.h. */
export function softirqName(vec: number): string | undefined {
  return names[vec];
}

const names: readonly string[] = [
  'HI',
  'TIMER',
  'NET_TX',
  'NET_RX',
  'BLOCK',
  'IRQ_POLL',
  'TASKLET',
  'SCHED',
  'HRTIMER',
  'RCU',
];
