import { average } from '../../base/average';
import type { Coming } from './Coming';
import type { Uncertain } from './Uncertain';
import { spreadOf } from './ratioEstimate';

/**
 * One number of each side, where a side was run several times: the mean of its runs. What varies from run
 * to run counts, as far as it is more than what varies within runs: of both sides together, relative to
 * their means, for a few runs of one side tell little of it.
 */
export function repeatedRuns(
  a: readonly Uncertain[],
  b: readonly Uncertain[],
): readonly [Uncertain, Uncertain] {
  const [onlyA, onlyB] = [a[0]!, b[0]!];
  if (a.length === 1 && b.length === 1) return [onlyA, onlyB];
  const degrees = a.length - 1 + (b.length - 1);
  const variance = (squaresOf(a) + squaresOf(b)) / degrees;
  return [meanOf(a, variance, degrees), meanOf(b, variance, degrees)];
}

/** Of the runs' distances from their mean, as parts of it. */
function squaresOf(runs: readonly Uncertain[]): number {
  const mean = average(runs.map(({ value }) => value));
  if (mean === 0) return 0;
  return runs.reduce((sum, { value }) => sum + (value / mean - 1) ** 2, 0);
}

function meanOf(runs: readonly Uncertain[], variance: number, betweenDegrees: number): Uncertain {
  const value = average(runs.map((run) => run.value));
  const within = runs.reduce((sum, run) => sum + run.standardError ** 2, 0) / runs.length ** 2;
  const between = (variance * value * value) / runs.length;
  const error = Math.sqrt(Math.max(within, between));
  const { ceiling } = runs[0]!;
  return {
    value,
    standardError: error,
    degrees:
      between > within ? betweenDegrees : runs.reduce((sum, { degrees }) => sum + degrees, 0),
    ceiling,
    // What varies from run to run does not keep to what one run shows.
    range: [0, Infinity],
    some: together(runs.map((run) => run.some)),
    rest: together(runs.map((run) => run.rest)),
    bounds: (t, tail) => {
      if (value > 0 && value < ceiling) return spreadOf(value, t * error, ceiling);
      const ends = runs.map((run) => run.bounds(t, tail));
      return [average(ends.map(([low]) => low)), average(ends.map(([, high]) => high))];
    },
  };
}

/** Of several runs as one. */
function together(runs: readonly (Coming | undefined)[]): Coming | undefined {
  const known = runs.flatMap((run) => run ?? []);
  if (known.length < runs.length) return undefined;
  const total = (of: (run: Coming) => number): number =>
    known.reduce((sum, run) => sum + of(run), 0);
  return {
    units: total(({ units }) => units),
    happenings: total(({ happenings }) => happenings),
    longestNone: Math.max(...known.map(({ longestNone }) => longestNone)),
  };
}
