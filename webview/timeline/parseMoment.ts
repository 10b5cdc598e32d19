import type { ClockUnit } from '../format/time';

/** What a moment may be given relative to. */
export interface MomentClock {
  readonly unit: ClockUnit;
  /** Stamp of the first event on the trace's own clock, decimal; null: there are no events. */
  readonly t0Ns: string | null;
}

const nsOfUnit: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  min: 60e9,
};

/**
 * A time that a user typed, in ns since the first event: `1.5s`, `12 ms`; or a bare number, seconds
 * (cycles), which from the first event's stamp on is one of the trace's own clock, as reports print
 * it. undefined: it is no time.
 */
export function parseMoment(text: string, { unit, t0Ns }: MomentClock): number | undefined {
  const plain = text.replaceAll(/[\s,_]/g, '').toLowerCase();
  const [, digits, unitName] = /^\+?(\d+(?:\.\d*)?|\.\d+)([a-zµμ]*)$/.exec(plain) ?? [];
  if (digits === undefined || unitName === undefined) return undefined;
  if (unitName !== '') {
    const size = nsOfUnit[unitName];
    return size === undefined || unit === 'cycles' ? undefined : Number(digits) * size;
  }
  const stamp = unit === 'cycles' ? wholeOf(digits) : nsOfSeconds(digits);
  const first = t0Ns === null ? undefined : BigInt(t0Ns);
  return Number(first !== undefined && first > 0n && stamp >= first ? stamp - first : stamp);
}

/** Exact: absolute stamps have more digits than a double. */
function nsOfSeconds(digits: string): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  return (
    BigInt(whole === '' ? '0' : whole) * 1_000_000_000n +
    BigInt(fraction.slice(0, 9).padEnd(9, '0'))
  );
}

function wholeOf(digits: string): bigint {
  return BigInt(Math.round(Number(digits)));
}
