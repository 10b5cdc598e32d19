import type { ClockOrigin } from '../formats/ringbuffer/PageDecoder';
import type { TraceBuffer, TraceDatFile } from '../formats/tracedat/TraceDatFile';
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

export interface TraceClock {
  /** undefined: the recording does not say. */
  readonly name: string | undefined;
  readonly unit: 'ns' | 'cycles';
  readonly conversion: 'none' | 'recorded' | 'user';
  /** undefined: stamps are used as they are. */
  readonly convert: ClockConverter | undefined;
  /** Absolute stamp of the first event, in `unit`. */
  readonly originNs: bigint;
}

/**
 * What the recording's stamps are, and how they become ns. A clock that is not named is trace-cmd's
 * default, `local`, which is ns; a cycle clock stays in cycles unless the file or the user gives a
 * frequency.
 */
export function clockOf(
  file: TraceDatFile,
  buffer: TraceBuffer | undefined,
  origin: ClockOrigin,
  tscKhz: number | undefined,
): TraceClock {
  const name = buffer?.clock;
  const stamp = (BigInt(origin.high) << 32n) | BigInt(origin.low);
  const { tscConversion } = file.options;
  if (tscConversion !== undefined) {
    const convert = recordedConverter(tscConversion, origin);
    const originNs = convertStamp(tscConversion, origin);
    return { name, unit: 'ns', conversion: 'recorded', convert, originNs };
  }
  if (name === undefined || NS_CLOCKS.has(name)) {
    return { name, unit: 'ns', conversion: 'none', convert: undefined, originNs: stamp };
  }
  if (tscKhz !== undefined && name === 'x86-tsc') {
    const originNs = (stamp * 1_000_000n) / BigInt(tscKhz);
    const convert = frequencyConverter(tscKhz);
    return { name, unit: 'ns', conversion: 'user', convert, originNs };
  }
  return { name, unit: 'cycles', conversion: 'none', convert: undefined, originNs: stamp };
}
