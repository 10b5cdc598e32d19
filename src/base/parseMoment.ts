import { NS_PER_SECOND } from './nsPerSecond';
import { nsPerUnit } from './timeUnits';

/** What a moment may be given relative to. */
export interface MomentClock {
  /** `cycles`: what is called ns here are cycles of a clock of unknown frequency. */
  readonly unit: 'ns' | 'cycles';
  /** Stamp of the first event on the trace's own clock, decimal; null: there are no events. */
  readonly t0Ns: string | null;
  /** The last time since the first event that there is; undefined: not known yet. */
  readonly endNs: number | undefined;
}

const MINUTE_NS = 60e9;

/**
 * A time that a user typed, in ns since the first event: `1.5s`, `12 ms`; or a bare number, seconds
 * (cycles), since the first event where there is such a time, as in the event filter, and else a stamp
 * of the trace's own clock, as trace-cmd and perf print it. undefined: it is no time.
 */
export function parseMoment(text: string, { unit, t0Ns, endNs }: MomentClock): number | undefined {
  const plain = text.replaceAll(/[\s,_]/g, '').toLowerCase();
  const [, digits, unitName] = /^\+?(\d+(?:\.\d*)?|\.\d+)([a-zµμ]*)$/.exec(plain) ?? [];
  if (digits === undefined || unitName === undefined) return undefined;
  if (unitName !== '') {
    const size = nsPerUnit.get(unitName) ?? (/^m(in)?$/.test(unitName) ? MINUTE_NS : undefined);
    return size === undefined || unit === 'cycles' ? undefined : Math.round(Number(digits) * size);
  }
  const time = unit === 'cycles' ? wholeOf(digits) : nsOfSeconds(digits);
  const first = t0Ns === null ? 0n : BigInt(t0Ns);
  const isStamp = first > 0n && time >= first && !(endNs !== undefined && Number(time) <= endNs);
  return Number(isStamp ? time - first : time);
}

/** Exact: absolute stamps have more digits than a double. */
function nsOfSeconds(digits: string): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  return (
    BigInt(whole === '' ? '0' : whole) * BigInt(NS_PER_SECOND) +
    BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  );
}

function wholeOf(digits: string): bigint {
  return BigInt(Math.round(Number(digits)));
}
