import { grouped } from '../kvm/fieldValues';
import type { Stamp } from './stamp';
import { stampResolution } from './stamp';

/**
 * A time between two stamps like this one, with all the digits that they have and none that they have
 * not: `52 µs`, `1.234 ms`, `12,345 cycles`; `<1 µs` where both show the same.
 */
export function durationText(duration: number, stamp: Stamp): string {
  return textOf(duration, stamp, stampResolution(stamp));
}

/** The sum of so many such times: each is off by up to the stamps' last digit, so the sum has fewer. */
export function totalText(total: number, count: number, stamp: Stamp): string {
  return textOf(total, stamp, stampResolution(stamp) * 10 ** Math.round(Math.log10(count)));
}

function textOf(duration: number, { unit }: Stamp, resolutionNs: number): string {
  if (unit === 'ticks') return `${grouped(duration)} cycles`;
  const smallest = units.find(({ ns }) => ns <= resolutionNs)!;
  if (duration < resolutionNs) return `<${resolutionNs / smallest.ns} ${smallest.unit}`;
  const { unit: name, ns } = units.find((candidate) => duration >= candidate.ns) ?? smallest;
  const digits = Math.max(0, Math.round(Math.log10(ns / resolutionNs)));
  return `${(duration / ns).toFixed(digits)} ${name}`;
}

const units = [
  { unit: 's', ns: 1e9 },
  { unit: 'ms', ns: 1e6 },
  { unit: 'µs', ns: 1e3 },
  { unit: 'ns', ns: 1 },
] as const;
