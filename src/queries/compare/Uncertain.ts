import { studentQuantile, studentTail } from '../../base/studentT';

/** A number that one run tells, and how far what the run is a sample of may be from it. */
export interface Uncertain {
  readonly value: number;
  readonly standardError: number;
  /** Of Student's t. */
  readonly degrees: number;
  /**
   * Interval whose ends are `t` standard errors away. `tail`: probability of a t beyond that.
   * `other`: of the run it is compared with, which tells how what never happened here happens.
   */
  readonly bounds: (t: number, tail: number, other: Uncertain) => readonly [number, number];
  /** What it cannot exceed; Infinity: nothing bounds it. */
  readonly ceiling: number;
  /** Of an event that came in no time or number of its own: what one happening brings; NaN: nothing tells. */
  readonly perHappening: number;
  /** Of a ratio: what it is divided by, and the most of that in a row in which there was none of it; else NaN. */
  readonly units: number;
  readonly longestNone: number;
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
 */
export function uncertainDifference(a: Uncertain, b: Uncertain): UncertainDifference {
  const delta = b.value - a.value;
  const degrees = welchDegrees(a, b);
  const [low, high] = between(a, b, studentQuantile(ONE_TAIL, degrees), ONE_TAIL);
  if (delta === 0) return { low: finite(low), high: finite(high), p: 1 };
  const byLuck = chanceOfNone(a, b);
  const isCertain = byLuck <= ONE_TAIL;
  return {
    low: finite(isCertain && delta > 0 ? Math.max(0, low) : low),
    high: finite(isCertain && delta < 0 ? Math.min(0, high) : high),
    p: Math.min(byLuck, probability(a, b, delta, degrees)),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Of one run that has none of what the other has: how probably it had only not come yet; 1: both have some. */
function chanceOfNone(a: Uncertain, b: Uncertain): number {
  if ((a.value === 0) === (b.value === 0)) return 1;
  const [none, some] = a.value === 0 ? [a, b] : [b, a];
  const chance = Math.exp(-none.units / some.longestNone);
  return Number.isNaN(chance) ? 1 : Math.min(1, 2 * chance);
}

function between(a: Uncertain, b: Uncertain, t: number, tail: number): readonly [number, number] {
  const [lowA, highA] = a.bounds(t, tail, b);
  const [lowB, highB] = b.bounds(t, tail, a);
  const delta = b.value - a.value;
  return [
    delta - Math.hypot(b.value - lowB, highA - a.value),
    delta + Math.hypot(highB - b.value, a.value - lowA),
  ];
}

function probability(a: Uncertain, b: Uncertain, delta: number, degrees: number): number {
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
