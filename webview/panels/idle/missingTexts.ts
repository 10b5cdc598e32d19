import type { MissingIdleEvent, ToldOfIdling } from '../../../src/protocol/idle';

const toldTexts: Readonly<Record<ToldOfIdling, string>> = {
  'guest-time': 'guest time',
  'late-exits': 'kernel time after exits that are stamped late, as on AMD',
  'sleep-time': 'blocked, waking and preempted time',
  'period-ends': 'ends of idle periods',
  strategies: 'idle strategies',
  'halt-lengths': 'halt lengths',
  'poll-shares': 'polled and slept shares',
  'poll-window': 'the poll window',
  latency: 'wake latency',
  wakers: 'who woke a vCPU',
  causes: 'causes of wakes',
  vectors: 'their vectors',
  'cause-confirmation': 'confirmation of causes',
  'ipi-certainty': 'certainty of IPIs',
  'device-certainty': 'certainty of device interrupts',
};

/** Those of the missing events that tell one of some things. */
export function missingOf(
  missing: readonly MissingIdleEvent[],
  told: readonly ToldOfIdling[],
): readonly MissingIdleEvent[] {
  return missing.filter(({ affects }) => affects.some((what) => told.includes(what)));
}

/** `no sched_switch is in the recording (wake latency)`. */
export function missingText({ event, hasNoFields, affects }: MissingIdleEvent): string {
  const what = affects.map((told) => toldTexts[told]).join(', ');
  return hasNoFields
    ? `${event} is in the recording without its fields (${what})`
    : `no ${event} is in the recording (${what})`;
}
