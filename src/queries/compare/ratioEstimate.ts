import { sumOf } from '../../base/sumOf';
import { blockError } from '../../base/blockError';
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
    perHappening: value === 0 ? NaN : ((error * error) / value) * units,
    units,
    longestNone: longestNone(above, below),
    bounds: (t, tail, other) => {
      if (value === 0) {
        const each = Math.min(other.perHappening, other.value * other.longestNone);
        return [0, atMost(tail, each / units, ceiling)];
      }
      if (value >= ceiling)
        return [ceiling - atMost(tail, ceiling / occurrences, ceiling), ceiling];
      return spreadOf(value, t * error, ceiling);
    },
  };
}

/** What never happened: with a probability of `tail` it comes at most so often (Poisson). */
function atMost(tail: number, each: number, ceiling: number): number {
  return Number.isNaN(each) ? ceiling : Math.min(ceiling, -Math.log(tail) * each);
}

/** The most units in a row without any, and those of one bin, in which it may have begun or ended. */
function longestNone(above: Float64Array, below: Float64Array): number {
  let longest = 0;
  let current = 0;
  above.forEach((value, bin) => {
    current = value > 0 ? 0 : current + below[bin]!;
    longest = Math.max(longest, current);
  });
  return longest + sumOf(below) / below.length;
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
    const factor = margin / value > BOUNDLESS ? Infinity : Math.exp(margin / value);
    return [value / factor, value * factor];
  }
  const odds = value / (ceiling - value);
  const factor = Math.exp((margin * ceiling) / (value * (ceiling - value)));
  return [oddsValue(odds / factor, ceiling), oddsValue(odds * factor, ceiling)];
}

function oddsValue(odds: number, ceiling: number): number {
  return odds === Infinity ? ceiling : (ceiling * odds) / (1 + odds);
}
