import { studentQuantile, studentTail } from '../../base/studentT';
import type { Coming } from './Coming';
import { chanceOfNone, leastOfSome, mostOfNone } from './Coming';

/** A number that one run tells, and how far what the run is a sample of may be from it. */
export interface Uncertain {
  readonly value: number;
  readonly standardError: number;
  /** Of Student's t. */
  readonly degrees: number;
  /** Interval whose ends are `t` standard errors away. `tail`: probability of a t beyond that. */
  readonly bounds: (t: number, tail: number) => readonly [number, number];
  /** What it cannot exceed; Infinity: nothing bounds it. */
  readonly ceiling: number;
  /** Least and most of it in any part of the run: it is hardly beyond these as a whole. */
  readonly range: readonly [number, number];
  /** How it comes over the time, and how what it lacks to its ceiling does; undefined: nothing tells. */
  readonly some: Coming | undefined;
  readonly rest: Coming | undefined;
}

/** What the difference of two numbers may be. */
export interface UncertainDifference {
  /** 95 % interval; null: nothing bounds it there. */
  readonly low: number | null;
  readonly high: number | null;
  /** Probability of so large a difference between runs that do not differ. */
  readonly p: number;
}

const ONE_TAIL = 0.025;
const MOST_T = 1e3;

/**
 * Of b - a. The interval is made of the two numbers' own ones, which need not be symmetric (method of
 * variance estimates recovery, Zou and Donner 2008); p is told by the widest one that leaves 0 out.
 * What one run never shows, or always, tells by how the other run comes by the opposite.
 */
export function uncertainDifference(a: Uncertain, b: Uncertain): UncertainDifference {
  const { low, high, p } = differenceOf(a, b);
  return { low: finite(low), high: finite(high), p };
}

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

function differenceOf(a: Uncertain, b: Uncertain): Bounds {
  if (a.value === b.value) return usual(a, b);
  if (a.value === 0) return fromNone(a, b) ?? usual(a, b);
  if (b.value === 0) return negative(fromNone(b, a)) ?? usual(a, b);
  const [restA, restB] = [restOf(a), restOf(b)];
  if (restA?.value === 0 && restB) return negative(fromNone(restA, restB)) ?? usual(a, b);
  if (restB?.value === 0 && restA) return fromNone(restB, restA) ?? usual(a, b);
  return usual(a, b);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function negative(bounds: Bounds | undefined): Bounds | undefined {
  return bounds && { low: -bounds.high, high: -bounds.low, p: bounds.p };
}

/** What a number lacks to its ceiling. */
function restOf({ some, rest, bounds, range, ...of }: Uncertain): Uncertain | undefined {
  const { ceiling } = of;
  if (rest === undefined) return undefined;
  const flipped = ([low, high]: readonly [number, number]): readonly [number, number] => [
    ceiling - high,
    ceiling - low,
  ];
  return {
    ...of,
    value: ceiling - of.value,
    range: flipped(range),
    some: rest,
    rest: some,
    bounds: (t, tail) => flipped(bounds(t, tail)),
  };
}

/**
 * How much more a run has than one that has none. That one may only have been without for a while: at
 * most a part of what the other has, and with it the interval's end nearer to 0 is told by a product.
 */
function fromNone(none: Uncertain, has: Uncertain): Bounds | undefined {
  if (none.some === undefined || has.some === undefined) return undefined;
  const { value } = has;
  const [least, high] = has.bounds(studentQuantile(ONE_TAIL, has.degrees), ONE_TAIL);
  const low = Math.max(least, value * leastOfSome(has.some));
  const part = mostOfNone(none.some, has.some, ONE_TAIL);
  const near =
    part < 1
      ? value * Math.exp(-Math.hypot(Math.log(value / low), Math.log(1 - part)))
      : Math.min(0, value - Math.hypot(value - low, part * value));
  const most = Math.min(high, Math.max(value, has.range[1]));
  return { low: near, high: most, p: Math.min(1, 2 * chanceOfNone(none.some, has.some)) };
}

function usual(a: Uncertain, b: Uncertain): Bounds {
  const delta = b.value - a.value;
  const degrees = welchDegrees(a, b);
  const t = studentQuantile(ONE_TAIL, degrees);
  const [low, high] = between(a, b, t, ONE_TAIL);
  // What is known of the range only moves ends that leave 0 where it is: p knows nothing of it.
  const [least, most] = between(withinRange(a), withinRange(b), t, ONE_TAIL);
  return {
    low: low < 0 ? Math.min(0, least) : low,
    high: high > 0 ? Math.max(0, most) : high,
    p: probability(a, b, delta, degrees),
  };
}

function withinRange(of: Uncertain): Uncertain {
  const [least, most] = of.range;
  return {
    ...of,
    bounds: (t, tail) => {
      const [low, high] = of.bounds(t, tail);
      return [Math.max(low, Math.min(of.value, least)), Math.min(high, Math.max(of.value, most))];
    },
  };
}

function between(a: Uncertain, b: Uncertain, t: number, tail: number): readonly [number, number] {
  const [lowA, highA] = a.bounds(t, tail);
  const [lowB, highB] = b.bounds(t, tail);
  const delta = b.value - a.value;
  return [
    delta - Math.hypot(b.value - lowB, highA - a.value),
    delta + Math.hypot(highB - b.value, a.value - lowA),
  ];
}

function probability(a: Uncertain, b: Uncertain, delta: number, degrees: number): number {
  if (delta === 0) return 1;
  const leavesOutZero = (t: number): boolean => {
    const [low, high] = between(a, b, t, studentTail(t, degrees));
    return delta > 0 ? low > 0 : high < 0;
  };
  if (leavesOutZero(MOST_T)) return 2 * studentTail(MOST_T, degrees);
  let inside = 0;
  let outside = MOST_T;
  for (let step = 0; step < 50; step++) {
    const t = (inside + outside) / 2;
    if (leavesOutZero(t)) inside = t;
    else outside = t;
  }
  return Math.min(1, 2 * studentTail(inside, degrees));
}

/** By Welch and Satterthwaite. */
function welchDegrees(a: Uncertain, b: Uncertain): number {
  const [ofA, ofB] = [a.standardError ** 2, b.standardError ** 2];
  if (!Number.isFinite(ofA + ofB) || ofA + ofB === 0) return Math.min(a.degrees, b.degrees);
  return (ofA + ofB) ** 2 / (ofA ** 2 / a.degrees + ofB ** 2 / b.degrees);
}
