import type { ClockOrigin } from '../../formats/ringbuffer/PageDecoder';
import type { TraceBuffer, TraceDatFile } from '../../formats/tracedat/TraceDatFile';
import type { RecordingClock } from '../Recording';
import { convertStamp, frequencyConverter, recordedConverter } from './ClockConverter';
import type { ClockConverter } from './ClockConverter';

/** Trace clocks whose stamps are ns (kernel/trace/trace.c); the others count something else. */
const NS_CLOCKS: ReadonlySet<string> = new Set([
  'local',
  'global',
  'uptime',
  'perf',
  'mono',
  'mono_raw',
  'boot',
  'tai',
  'tsc2nsec',
]);

/** How the stamps of a trace.dat become times. */
export interface TraceClock extends Omit<RecordingClock, 'first'> {
  /** Absolute time of a stamp, in `unit`. */
  readonly absolute: (stamp: ClockOrigin) => bigint;
  /** Turns clock units since a stamp into ns since it; undefined: they are the same. */
  readonly since: (origin: ClockOrigin) => ClockConverter | undefined;
}

/**
 * What the recording's stamps are, and how they become ns. A clock that is not named is trace-cmd's
 * default, `local`, which is ns; a cycle clock stays in cycles unless the file or the user gives a
 * frequency.
 */
export function traceClock(
  file: TraceDatFile,
  buffer: TraceBuffer | undefined,
  tscKhz: number | undefined,
): TraceClock {
  const name = buffer?.clock;
  const { tscConversion, addedNs } = file.options;
  if (tscConversion !== undefined) {
    return {
      name,
      unit: 'ns',
      conversion: 'recorded',
      absolute: (stamp) => convertStamp(tscConversion, stamp) + addedNs,
      since: (origin) => recordedConverter(tscConversion, origin),
    };
  }
  if (name === 'x86-tsc' && tscKhz !== undefined) {
    return {
      name,
      unit: 'ns',
      conversion: 'user',
      absolute: (stamp) => (wide(stamp) * 1_000_000n) / BigInt(tscKhz) + addedNs,
      since: () => frequencyConverter(tscKhz),
    };
  }
  return {
    name,
    unit: name === undefined || NS_CLOCKS.has(name) ? 'ns' : 'cycles',
    conversion: 'none',
    absolute: (stamp) => wide(stamp) + addedNs,
    since: () => undefined,
  };
}

function wide({ high, low }: ClockOrigin): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The same converter, its times counted from `offset` before. */
export function movedBy(
  convert: ClockConverter | undefined,
  offset: number,
): ClockConverter | undefined {
  if (offset === 0) return convert;
  return convert === undefined ? (units) => units + offset : (units) => convert(units) + offset;
}
