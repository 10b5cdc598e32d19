import type { Measured } from './measure';

/** Prints what a command took for so many events. */
export function row(
  name: string,
  { cpuSeconds, wallSeconds, peakMb }: Measured,
  events: number,
): void {
  const rate = (events / cpuSeconds / 1e6).toFixed(2);
  const memory = peakMb === undefined ? '' : `  ${peakMb.toFixed(0).padStart(6)} MB`;
  console.log(
    `  ${name.padEnd(18)} ${cpuSeconds.toFixed(2).padStart(8)} s CPU  ${wallSeconds.toFixed(2).padStart(8)} s wall  ${rate.padStart(9)} M events/s${memory}`,
  );
}
