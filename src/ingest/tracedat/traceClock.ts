import type { ClockOrigin } from '../../formats/ringbuffer/PageDecoder';
import type { TscConversion } from '../../formats/tracedat/TraceOptions';
import type { RecordingClock } from '../Recording';
import { convertStamp, frequencyConverter, recordedConverter } from './ClockConverter';
import type { ClockConverter } from './ClockConverter';
import type { StampShift } from './stampShift';

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
  /** Absolute time of a stamp of a host CPU, in `unit`. */
  readonly absolute: (stamp: ClockOrigin, hostCpu: number) => bigint;
  /** Turns clock units since a stamp into times since `zero`, an absolute one; undefined: they are that. */
  readonly since: (
    origin: ClockOrigin,
    zero: bigint,
    hostCpu: number,
  ) => ClockConverter | undefined;
}

export interface TraceClockOptions {
  /** Name of the clock; undefined when the file does not say. */
  readonly name: string | undefined;
  /** Conversion of cycles that the recording holds. */
  readonly tscConversion: TscConversion | undefined;
  /** Frequency the user gave. */
  readonly tscKhz: number | undefined;
  /** Added to every time, ns. */
  readonly addedNs: bigint;
  /** How the stamps of a host CPU are moved first, where they are. */
  readonly shiftOf: (hostCpu: number) => StampShift | undefined;
}

/**
 * What the recording's stamps are, and how they become ns. A clock that is not named is trace-cmd's
 * default, `local`, which is ns; a cycle clock stays in cycles unless the file or the user gives a
 * frequency. Stamps that are moved onto another clock are moved first, converted then, as trace-cmd does.
 */
export function traceClock(options: TraceClockOptions): TraceClock {
  const { shiftOf, addedNs } = options;
  const { convert, converter, ...clock } = stampConversion(options);
  const moved = (stamp: ClockOrigin, hostCpu: number): ClockOrigin => {
    const shift = shiftOf(hostCpu);
    return shift === undefined ? stamp : narrow(shift.of(wide(stamp)));
  };
  return {
    ...clock,
    absolute: (stamp, hostCpu) => convert(moved(stamp, hostCpu)) + addedNs,
    since: (origin, zero, hostCpu) => {
      const start = moved(origin, hostCpu);
      const offset = Number(convert(start) + addedNs - zero);
      const shift = shiftOf(hostCpu);
      const units = shift?.since(wide(origin), wide(start));
      return movedBy(chained(units, converter(start)), offset);
    },
  };
}

interface StampConversion extends Omit<RecordingClock, 'first'> {
  /** Absolute time of a stamp, exact. */
  readonly convert: (stamp: ClockOrigin) => bigint;
  /** The same for units since a stamp, as time since it; undefined: it is the same number. */
  readonly converter: (origin: ClockOrigin) => ClockConverter | undefined;
}

function stampConversion({ name, tscConversion, tscKhz }: TraceClockOptions): StampConversion {
  if (tscConversion !== undefined) {
    return {
      name,
      unit: 'ns',
      conversion: 'recorded',
      convert: (stamp) => convertStamp(tscConversion, stamp),
      converter: (origin) => recordedConverter(tscConversion, origin),
    };
  }
  if (name === 'x86-tsc' && tscKhz !== undefined) {
    return {
      name,
      unit: 'ns',
      conversion: 'user',
      convert: (stamp) => (wide(stamp) * 1_000_000n) / BigInt(tscKhz),
      converter: () => frequencyConverter(tscKhz),
    };
  }
  return {
    name,
    unit: name === undefined || NS_CLOCKS.has(name) ? 'ns' : 'cycles',
    conversion: 'none',
    convert: wide,
    converter: () => undefined,
  };
}

function wide({ high, low }: ClockOrigin): bigint {
  return BigInt(high) * 2n ** 32n + BigInt(low);
}

function narrow(stamp: bigint): ClockOrigin {
  return { high: Number(stamp >> 32n), low: Number(BigInt.asUintN(32, stamp)) };
}

function chained(
  first: ClockConverter | undefined,
  then: ClockConverter | undefined,
): ClockConverter | undefined {
  if (first === undefined || then === undefined) return first ?? then;
  return (units) => then(first(units));
}

/** The same converter, its times counted from `offset` before. */
function movedBy(convert: ClockConverter | undefined, offset: number): ClockConverter | undefined {
  if (offset === 0) return convert;
  return convert === undefined ? (units) => units + offset : (units) => convert(units) + offset;
}
