import { sumOf } from '../../base/sumOf';
import { blockError } from '../../base/blockError';
import { comingOf } from './Coming';
import type { Uncertain } from './Uncertain';

/** A sum over the bins of a run, in units of another sum. */
export interface Ratio {
  readonly above: Float64Array;
  readonly below: Float64Array;
  /** How often that happened which is summed up: fewer than these cannot tell more. */
  readonly occurrences: number;
  /** What the ratio cannot exceed, as a share cannot exceed 1; Infinity: nothing bounds it. */
  readonly ceiling: number;
}

/** A rate or a share of a run. undefined: the run has nothing to divide by. */
export function ratioEstimate({
  above,
  below,
  occurrences,
  ceiling,
}: Ratio): Uncertain | undefined {
  const [total, units] = [sumOf(above), sumOf(below)];
  if (!(units > 0)) return undefined;
  const value = Math.min(total / units, ceiling);
  const { standardError, degrees } = blockError(above, below);
  // Independent events are as irregular as this (Poisson), however regular a few of them look.
  const least = Math.min(value, ceiling - value) / Math.sqrt(Math.max(1, occurrences));
  const error = value === 0 ? 0 : Math.max(standardError, least);
  return {
    value,
    standardError: error,
    degrees,
    ceiling,
    range: rangeOf(above, below, ceiling),
    some: comingOf(above, below, error, occurrences),
    rest:
      ceiling === Infinity
        ? undefined
        : comingOf(restOf(above, below, ceiling), below, error, occurrences),
    bounds: (t, tail) => {
      if (value === 0) return [0, 0];
      if (value >= ceiling)
        return [ceiling * Math.max(0, 1 + Math.log(tail) / occurrences), ceiling];
      return spreadOf(value, t * error, ceiling);
    },
  };
}

/** Of single bins: least and most. */
function rangeOf(
  above: Float64Array,
  below: Float64Array,
  ceiling: number,
): readonly [number, number] {
  let [least, most] = [ceiling, 0];
  above.forEach((value, bin) => {
    if (!(below[bin]! > 0)) return;
    const of = Math.min(value / below[bin]!, ceiling);
    least = Math.min(least, of);
    most = Math.max(most, of);
  });
  return [least, most];
}

function restOf(above: Float64Array, below: Float64Array, ceiling: number): Float64Array {
  return above.map((value, bin) => Math.max(0, ceiling * below[bin]! - value));
}

/** So many times off: nothing is known on that side. */
const BOUNDLESS = 6;

/** On a scale of logarithms, where a rate's errors are even: of odds, where something bounds it above. */
export function spreadOf(
  value: number,
  margin: number,
  ceiling: number,
): readonly [number, number] {
  if (ceiling === Infinity) {
    const factor = Math.exp(margin / value);
    return [value / factor, margin / value > BOUNDLESS ? Infinity : value * factor];
  }
  const odds = value / (ceiling - value);
  const factor = Math.exp((margin * ceiling) / (value * (ceiling - value)));
  return [oddsValue(odds / factor, ceiling), oddsValue(odds * factor, ceiling)];
}

function oddsValue(odds: number, ceiling: number): number {
  return odds === Infinity ? ceiling : (ceiling * odds) / (1 + odds);
}
