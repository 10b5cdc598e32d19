import type { MissingIdleEvent, ToldOfIdling } from '../../protocol/idle';

/** As reports spell it: outside checks rely on the shape. */
export interface MissingWords {
  /** A tracepoint, or what else a text leaves out; with ` without fields` behind it where its events came so. */
  readonly event: string;
  readonly affects: readonly string[];
}

const words: Readonly<Record<ToldOfIdling, string>> = {
  'guest-time': 'guest time',
  'late-exits': 'kernel time after exits that are stamped late, as on AMD',
  'sleep-time': 'blocked, waking and preempted time',
  'period-ends': 'ends of idle periods',
  strategies: 'idle strategies',
  'halt-lengths': 'halt lengths',
  'poll-shares': 'poll and block shares',
  'poll-window': 'the poll window',
  latency: 'wakeup latency',
  wakers: 'who woke a vCPU',
  causes: 'causes of wakeups',
  vectors: 'their vectors',
  'cause-confirmation': 'confirmation of causes',
  'ipi-certainty': 'certainty of IPIs',
  'device-certainty': 'certainty of device interrupts',
};

export function missingWords({ event, hasNoFields, affects }: MissingIdleEvent): MissingWords {
  return {
    event: hasNoFields ? `${event} without fields` : event,
    affects: affects.map((told) => words[told]),
  };
}
