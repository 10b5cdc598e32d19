import { unitStep, type ClockUnit } from '../format/time';

/** Places on the time axis that are round numbers of trace time, at most `most` of them. */
export function timeTicks(fromNs: number, toNs: number, most: number): readonly number[] {
  if (toNs <= fromNs || most < 1) return [fromNs];
  const stepNs = roundStep((toNs - fromNs) / most);
  const ticks: number[] = [];
  for (let tick = Math.ceil(fromNs / stepNs); tick * stepNs <= toNs; tick++) {
    ticks.push(tick * stepNs);
  }
  return ticks;
}

/** One unit for the whole axis, by its last tick: neighbours differ by their number only. */
export function timeTickLabel(
  timeNs: number,
  ticks: readonly number[],
  clockUnit: ClockUnit,
): string {
  if (timeNs === 0) return '0';
  const { size, unit } = unitStep(ticks.at(-1) ?? timeNs, clockUnit);
  return `${Number((timeNs / size).toPrecision(6))} ${unit}`;
}

/** A duration on an axis, in the unit that suits it: `1 µs`, `200 µs`. */
export function durationTickLabel(ns: number, clockUnit: ClockUnit): string {
  if (ns === 0) return '0';
  const { size, unit } = unitStep(ns, clockUnit);
  return `${Number((ns / size).toPrecision(3))} ${unit}`;
}

function roundStep(leastNs: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(leastNs));
  for (const factor of [1, 2, 5]) {
    if (magnitude * factor >= leastNs) return magnitude * factor;
  }
  return magnitude * 10;
}
