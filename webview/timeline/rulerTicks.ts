import { formatInstant, unitStep, type ClockUnit } from '../format/time';
import { timeTicks } from '../charts/timeTicks';
import { stretchOf, type Viewport } from './viewport';

export interface RulerTick {
  readonly timeNs: number;
  readonly label: string;
}

export interface RulerScale {
  readonly ticks: readonly RulerTick[];
  /** What labels with a `+` count from; undefined: they are times since the first event. */
  readonly base: string | undefined;
}

/** Of a label's number; finer ticks are told as a distance from a round time. */
const MOST_DIGITS = 6;

/** Round times in view, labelled so that neighbours differ, however far the view is zoomed in. */
export function rulerScale(viewport: Viewport, most: number, clockUnit: ClockUnit): RulerScale {
  const { fromNs, toNs } = stretchOf(viewport);
  const times = timeTicks(fromNs, toNs, most).filter((timeNs) => timeNs >= 0);
  const stepNs = times.length > 1 ? times[1]! - times[0]! : toNs - fromNs;
  const lastNs = times.at(-1) ?? toNs;
  if (stepNs * 10 ** MOST_DIGITS > lastNs) {
    const { size, unit } = unitStep(lastNs, clockUnit);
    const label = (timeNs: number): string => `${numberText(timeNs / size)} ${unit}`;
    return { ticks: labelled(times, label), base: undefined };
  }
  const baseNs = times[0] ?? fromNs;
  const { size, unit } = unitStep(Math.max(stepNs, lastNs - baseNs), clockUnit);
  const label = (timeNs: number): string => `+${numberText((timeNs - baseNs) / size)} ${unit}`;
  return { ticks: labelled(times, label), base: instantText(baseNs, clockUnit) };
}

/** Since the first event, with its unit. */
export function instantText(timeNs: number, clockUnit: ClockUnit): string {
  return `${formatInstant(timeNs, clockUnit)} ${clockUnit === 'ns' ? 's' : 'cycles'}`;
}

function labelled(
  times: readonly number[],
  label: (timeNs: number) => string,
): readonly RulerTick[] {
  return times.map((timeNs) => ({ timeNs, label: timeNs === 0 ? '0' : label(timeNs) }));
}

function numberText(value: number): string {
  return Number(value.toPrecision(MOST_DIGITS + 1)).toString();
}
