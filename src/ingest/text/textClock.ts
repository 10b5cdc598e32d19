import type { RecordingClock } from '../Recording';
import { frequencyConverter } from '../tracedat/ClockConverter';
import type { TextStamp } from './textSurvey';

const PART_RANGE = 1_000_000_000n;

/** How the stamps of a text become times. */
export interface TextClock extends Pick<RecordingClock, 'unit' | 'conversion'> {
  /** Absolute time of the first event, in `unit`. */
  readonly first: bigint;
  /** Turns units of the printed clock since the first event into times that count from `firstNs` before it. */
  readonly since: (firstNs: number) => (units: number) => number;
}

/** Stamps with a point are seconds. Others are cycles, unless the user gives their frequency. */
export function textClock({ whole, part, unit }: TextStamp, tscKhz: number | undefined): TextClock {
  const stamp = BigInt(whole) * PART_RANGE + BigInt(part);
  if (unit === 'cycles' && tscKhz !== undefined) {
    const convert = frequencyConverter(tscKhz);
    return {
      unit: 'ns',
      conversion: 'user',
      first: (stamp * 1_000_000n) / BigInt(tscKhz),
      since: (firstNs) => (units) => convert(units) + firstNs,
    };
  }
  return { unit, conversion: 'none', first: stamp, since: (firstNs) => (units) => units + firstNs };
}
