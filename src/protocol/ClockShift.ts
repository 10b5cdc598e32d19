import { nsPerUnit } from '../base/timeUnits';

/** What a user adds to the times of a recording. */
export interface ClockShift {
  /** A whole number, decimal. */
  readonly by: string;
  /** `clock`: the units that the recording's clock counts, before any conversion to ns. */
  readonly unit: 'ns' | 'clock';
}

/** Reads `-1446319219798` (clock units), `-106us`, `1.5 ms`; undefined for what is no such thing. */
export function parseClockShift(text: string): ClockShift | undefined {
  const parts = /^\s*([+-]?)(\d{1,19})(?:\.(\d{1,9}))?\s*([a-zµμ]*)\s*$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole, decimals = '', unit] = parts;
  const ns = unit === '' ? 1 : nsPerUnit.get(unit!);
  if (ns === undefined) return undefined;
  const scale = 10n ** BigInt(decimals.length);
  const signed = BigInt(whole! + decimals) * (sign === '-' ? -1n : 1n);
  const scaled = signed * BigInt(ns);
  if (scaled % scale !== 0n) return undefined;
  return { by: String(scaled / scale), unit: unit === '' ? 'clock' : 'ns' };
}
