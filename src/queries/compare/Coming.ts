import { sumOf } from '../../base/sumOf';

/** How something comes over a run's time, or over what else it is divided by: tells how long a run can be without it. */
export interface Coming {
  /** Sum of what it is divided by. */
  readonly units: number;
  /** So many happenings that depend on no other are as irregular as it is; 0: there is none of it. */
  readonly happenings: number;
  /** Most units in a row without any. */
  readonly longestNone: number;
}

/** `error`: of the ratio of the sums, a standard one. `most`: of what was counted, there are no more. */
export function comingOf(
  above: Float64Array,
  below: Float64Array,
  error: number,
  most: number,
): Coming {
  const [total, units] = [sumOf(above), sumOf(below)];
  return {
    units,
    happenings: total > 0 ? Math.min(most, (total / units / error) ** 2) : 0,
    longestNone: longestNone(above, below),
  };
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

/**
 * Probability that a run which has it like another one shows none: that all happenings of both fall into
 * the other one, or that none comes for as many times as long as it ever was away.
 */
export function chanceOfNone(none: Coming, has: Coming): number {
  const byHappenings = (1 + none.units / has.units) ** -has.happenings;
  return Math.min(byHappenings, Math.exp(-none.units / has.longestNone));
}

/** The most that a run without any can have of it, as part of what the other has: with a probability of `tail` it is more. */
export function mostOfNone(none: Coming, has: Coming, tail: number): number {
  const byHappenings = ((tail ** (-1 / has.happenings) - 1) * has.units) / none.units;
  return Math.min(byHappenings, (-Math.log(tail) * has.longestNone) / none.units);
}

const Z_ONE_TAIL = 1.96;
/** What was never away may still drift: a run is hardly worth more independent stretches. */
const MOST_STRETCHES = 8;

/**
 * The least of it that a run can have as a whole, as part of what it shows: with a probability of 2.5 % it
 * is less. As often as it never was away for longer it has come anew (Poisson; Wilson and Hilferty 1931).
 */
export function leastOfSome({ units, longestNone }: Coming): number {
  const times = Math.min(MOST_STRETCHES, units / longestNone);
  return Math.max(0, 1 - 1 / (9 * times) - Z_ONE_TAIL / (3 * Math.sqrt(times))) ** 3;
}
