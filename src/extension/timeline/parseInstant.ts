import { nsPerUnit } from '../../base/timeUnits';
import type { TraceFacts } from '../../protocol/facts';

type Loaded = Pick<TraceFacts, 'fromNs' | 'durationNs' | 't0Ns'>;

/**
 * ns since the first event of what a user typed: `1.5s`, `200us`, or the stamp that trace-cmd and perf
 * print, `28.158241`. Seconds without a unit are since the first event, as in the event filter, where
 * the recording has such a time. A string: what is wrong with it.
 */
export function parseInstant(typed: string, loaded: Loaded): number | string {
  const match = /^(\d{1,16})(?:\.(\d{1,9}))? ?([a-zµμ]+)?$/.exec(typed.trim());
  const nsAUnit = nsPerUnit.get(match?.[3] ?? 's');
  if (match === null || nsAUnit === undefined) {
    return 'Give a time since the first event, for example 1.5s or 200ms, or a stamp: 28.158241.';
  }
  const [, whole, fraction = '', unit] = match;
  const sinceFirst = Math.round(Number(`${whole}.${fraction}`) * nsAUnit);
  if (isIn(sinceFirst, loaded)) return sinceFirst;
  if (unit === undefined && loaded.t0Ns !== null) {
    const stampNs = BigInt(whole!) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
    const sinceT0 = Number(stampNs - BigInt(loaded.t0Ns));
    if (isIn(sinceT0, loaded)) return sinceT0;
  }
  return `What is loaded goes from ${secondsOf(loaded.fromNs)} to ${secondsOf(loaded.fromNs + loaded.durationNs)}.`;
}

function isIn(timeNs: number, { fromNs, durationNs }: Loaded): boolean {
  return timeNs >= fromNs && timeNs <= fromNs + durationNs;
}

function secondsOf(ns: number): string {
  return `${(ns / 1e9).toFixed(6)} s`;
}
