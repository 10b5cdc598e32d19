import { nsPerUnit } from '../../base/timeUnits';

/** What a run must not do: `wakeup.p99 > +10%`. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  /** Of a row of the comparison. */
  readonly id: string;
  readonly test: ThresholdTest;
}

/**
 * `relative`: the change, as a part of A's value; `change`: b - a; `value`: B's value; `changed`: any
 * change that is not chance. `time`: the limit was given as one, in ns; `percent`: of 1.
 */
export type ThresholdTest =
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'relative' | 'change' | 'value';
      readonly over: boolean;
      readonly limit: number;
      readonly limitUnit: 'time' | 'percent' | 'number';
    };

const PATTERN =
  /^\s*(\S+)\s*(?:([<>])\s*([+\-−]?)\s*(\d+(?:\.\d+)?)\s*(%|[a-zµμ]+)?|(changed))\s*$/i;

/** `ID > +N%`, `ID < 5us`, `ID > +2points`, `ID changed`; with a sign it limits the change, else B's value. undefined: it is no threshold. */
export function parseThreshold(text: string): Threshold | undefined {
  const [, id, sign, signed, digits, unit = '', changed] = PATTERN.exec(text) ?? [];
  if (id === undefined) return undefined;
  if (changed !== undefined) return { text, id, test: { kind: 'changed' } };
  const limitUnit = unitOf(unit.toLowerCase());
  if (limitUnit === undefined) return undefined;
  const isChange = signed !== '';
  const size = Number(digits) * limitUnit.scale * (signed === '-' || signed === '−' ? -1 : 1);
  const kind = !isChange ? 'value' : unit === '%' ? 'relative' : 'change';
  return { text, id, test: { kind, over: sign === '>', limit: size, limitUnit: limitUnit.of } };
}

function unitOf(
  unit: string,
): { readonly of: 'time' | 'percent' | 'number'; readonly scale: number } | undefined {
  if (unit === '') return { of: 'number', scale: 1 };
  if (unit === '%' || unit === 'points') return { of: 'percent', scale: 0.01 };
  const scale = nsPerUnit.get(unit);
  return scale === undefined ? undefined : { of: 'time', scale };
}
