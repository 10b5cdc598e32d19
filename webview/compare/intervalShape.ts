import type { Difference } from '../../src/protocol/compare';

/** A difference and its interval on a scale from -1 to 1, 0 being no difference. */
export interface IntervalShape {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The interval goes on beyond the picture, or nothing bounds it. */
  readonly isCutBelow: boolean;
  readonly isCutAbove: boolean;
}

/**
 * All rows on one scale: 1 is as much as the larger of both values, so that what came up from
 * nothing and what ended stand at its ends. undefined: both values are 0.
 */
export function intervalShape({
  a,
  b,
  delta,
  low,
  high,
}: Pick<Difference, 'a' | 'b' | 'delta' | 'low' | 'high'>): IntervalShape | undefined {
  const whole = Math.max(Math.abs(a), Math.abs(b));
  if (whole === 0) return undefined;
  const from = low === null ? -Infinity : low / whole;
  const to = high === null ? Infinity : high / whole;
  return {
    at: clamped(delta / whole),
    from: clamped(from),
    to: clamped(to),
    isCutBelow: from < -1,
    isCutAbove: to > 1,
  };
}

function clamped(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
