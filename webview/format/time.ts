import { NS_PER_SECOND } from '../../src/base/nsPerSecond';
import type { ClockFacts } from '../../src/protocol/facts';

/** What one step of a trace time is worth: a nanosecond, or a cycle of a clock of unknown frequency. */
export type ClockUnit = ClockFacts['unit'];

export interface UnitStep {
  /** Nanoseconds (cycles) in one of `unit`. */
  readonly size: number;
  readonly unit: string;
}

const stepsOf: Readonly<Record<ClockUnit, readonly UnitStep[]>> = {
  ns: [
    { size: 1, unit: 'ns' },
    { size: 1e3, unit: 'µs' },
    { size: 1e6, unit: 'ms' },
    { size: 1e9, unit: 's' },
  ],
  cycles: [
    { size: 1, unit: 'cyc' },
    { size: 1e3, unit: 'kcyc' },
    { size: 1e6, unit: 'Mcyc' },
    { size: 1e9, unit: 'Gcyc' },
  ],
};

// Narrow and unbreakable: a time stays one word where a line wraps.
const groupSpace = '\u202f';

/** A span of time with the unit that suits it and four significant digits: `12.34 µs`. */
export function formatDuration(time: number, clockUnit: ClockUnit): string {
  const { size, unit } = unitStep(time, clockUnit);
  return `${fourDigits(time / size, size === 1)} ${unit}`;
}

/** From one time to another: `1.200 s – 1.300 s`. */
export function formatRange(fromNs: number, endNs: number, clockUnit: ClockUnit): string {
  return `${formatDuration(fromNs, clockUnit)} – ${formatDuration(endNs, clockUnit)}`;
}

/** The unit in which a time has a number from 1 to 999 before its decimal point. */
export function unitStep(time: number, clockUnit: ClockUnit): UnitStep {
  let step = stepsOf[clockUnit][0]!;
  for (const larger of stepsOf[clockUnit]) {
    // Rounding may carry: 999.96 µs is 1.000 ms, never 1000.0 µs.
    if (Math.abs(time) >= larger.size * 0.99995) step = larger;
  }
  return step;
}

/** The same span without rounding, for tooltips and for copying. */
export function exactDuration(time: number, clockUnit: ClockUnit): string {
  const rounded = Number.isInteger(time) ? time : Number(time.toFixed(1));
  return `${rounded.toLocaleString('en-US')} ${clockUnit === 'ns' ? 'ns' : 'cycles'}`;
}

/** A time since the first event to the last digit, grouped for the eye: `1.234 567 890` (seconds). */
export function formatInstant(time: number, clockUnit: ClockUnit): string {
  if (clockUnit === 'cycles') return Math.round(time).toLocaleString('en-US');
  const digits = Math.round(time).toString().padStart(10, '0');
  const fraction = digits.slice(-9).replace(/\d{3}(?=\d)/g, `$&${groupSpace}`);
  return `${digits.slice(0, -9)}.${fraction}`;
}

/** The length of a recording: minutes and hours where seconds would be hard to read. */
export function formatSpan(time: number, clockUnit: ClockUnit): string {
  const seconds = time / NS_PER_SECOND;
  if (clockUnit === 'cycles' || seconds < 120) return formatDuration(time, clockUnit);
  const tenths = Math.round(seconds * 10);
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  const rest = (tenths % 600) / 10;
  if (hours === 0) return `${minutes} min ${rest} s`;
  return `${hours} h ${minutes} min ${Math.floor(rest)} s`;
}

function fourDigits(amount: number, isBaseUnit: boolean): string {
  const size = Math.abs(amount);
  if (isBaseUnit && Number.isInteger(amount)) return amount.toString();
  if (size < 9.9995) return amount.toFixed(isBaseUnit ? 1 : 3);
  if (size < 99.995) return amount.toFixed(isBaseUnit ? 1 : 2);
  if (size < 999.95) return amount.toFixed(1);
  return Math.round(amount).toLocaleString('en-US');
}
