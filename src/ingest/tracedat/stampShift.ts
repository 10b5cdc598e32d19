import type { TimeShift, TimeShiftSamples } from '../../formats/tracedat/TraceOptions';
import type { ClockConverter } from './ClockConverter';

/** `TRACECMD_TSYNC_FLAG_INTERPOLATE` of trace-cmd. */
const INTERPOLATES = 1;
/** Stamps are scaled from an exact place on; within so many units of it a double errs by no unit. */
const SCALED_AT_ONCE = 2 ** 22;

/** One of the samples of a clock's relation to another, with the next one. */
interface Span {
  /** Stamp from which on it holds. */
  readonly from: bigint;
  readonly offset: bigint;
  readonly scaling: bigint;
  readonly fraction: bigint;
  /** How far stamp and offset are away at the next sample; both 0 where nothing is interpolated. */
  readonly overTime: bigint;
  readonly overOffset: bigint;
}

/** How the stamps of one CPU of a guest become stamps of its host's clock. Both in clock units. */
export interface StampShift {
  /** Of an absolute stamp; exact. */
  readonly of: (stamp: bigint) => bigint;
  /** Turns units since stamp `from` into units since stamp `to` of the other clock. */
  readonly since: (from: bigint, to: bigint) => ClockConverter;
}

/**
 * By the samples trace-cmd recorded, as its `timestamp_host_sync` does, and then by some more units;
 * undefined: the CPU has no samples.
 */
export function recordedShift(
  { flags, byCpu }: TimeShift,
  cpu: number,
  by: bigint,
): StampShift | undefined {
  const samples = byCpu[cpu];
  if (samples === undefined || samples.times.length === 0) return undefined;
  const offsets = samples.offsets.map((offset) => offset + by);
  return shiftOver(spansOf({ ...samples, offsets }, (flags & INTERPOLATES) !== 0));
}

/** By the same number of units at all times. */
export function constantShift(units: bigint): StampShift {
  return {
    of: (stamp) => stamp + units,
    since: (from, to) => {
      const moved = Number(from + units - to);
      return (since) => since + moved;
    },
  };
}

/** A single sample is an offset and nothing else; of several, the last one has no next and starts no span. */
function spansOf(samples: TimeShiftSamples, interpolates: boolean): readonly Span[] {
  const { times, offsets, scalings, fractions } = samples;
  if (times.length === 1) {
    const span = { from: times[0]!, offset: offsets[0]!, scaling: 1n, fraction: 0n };
    return [{ ...span, overTime: 0n, overOffset: 0n }];
  }
  return times.slice(0, -1).map((from, index) => {
    const overTime = times[index + 1]! - from;
    const isSloped = interpolates && overTime > 0n;
    return {
      from,
      offset: offsets[index]!,
      scaling: scalings[index]!,
      fraction: BigInt.asUintN(6, fractions[index]!),
      overTime: isSloped ? overTime : 0n,
      overOffset: isSloped ? offsets[index + 1]! - offsets[index]! : 0n,
    };
  });
}

function shiftOver(spans: readonly Span[]): StampShift {
  return {
    of: (stamp) => shifted(spanAt(spans, stamp), stamp),
    since: (from, to) => converter(spans, from, to),
  };
}

/** The last span that begins by then; the first one for what comes before. */
function spanAt(spans: readonly Span[], stamp: bigint): Span {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (spans[middle]!.from <= stamp) low = middle;
    else high = middle - 1;
  }
  return spans[low]!;
}

function shifted(span: Span, stamp: bigint): bigint {
  return ((stamp * span.scaling) >> span.fraction) + offsetAt(span, stamp - span.from);
}

/** Division cuts towards zero, as C's does. */
function offsetAt({ offset, overTime, overOffset }: Span, since: bigint): bigint {
  if (overOffset === 0n) return offset;
  return offset + (since * overOffset + overTime / 2n) / overTime;
}

function converter(spans: readonly Span[], from: bigint, to: bigint): ClockConverter {
  let convert = (units: number): number => units;
  let first = Infinity;
  let after = -Infinity;
  return (units) => {
    if (units < first || units >= after) {
      const stamp = from + BigInt(units);
      const span = spanAt(spans, stamp);
      const index = spans.indexOf(span);
      first = index === 0 ? -Infinity : Number(span.from - from);
      const next = spans[index + 1];
      after = next === undefined ? Infinity : Number(next.from - from);
      convert = withinSpan(span, from, to);
    }
    return convert(units);
  };
}

function withinSpan(span: Span, from: bigint, to: bigint): ClockConverter {
  const scale = scaler(span, from, to);
  const offset = offsetter(span, from);
  return (units) => scale(units) + offset(units);
}

/** Units since `from`, scaled, less `to`. */
function scaler({ scaling, fraction }: Span, from: bigint, to: bigint): ClockConverter {
  if (scaling === 1n << fraction) {
    const moved = Number(from - to);
    return (units) => units + moved;
  }
  const ratio = Number(scaling) / 2 ** Number(fraction);
  let anchor = -Infinity;
  let atAnchor = 0;
  let overAnchor = 0;
  return (units) => {
    if (!(units >= anchor && units - anchor < SCALED_AT_ONCE)) {
      anchor = units;
      const product = (from + BigInt(units)) * scaling;
      atAnchor = Number((product >> fraction) - to);
      overAnchor = Number(BigInt.asUintN(Number(fraction), product)) / 2 ** Number(fraction);
    }
    return atAnchor + Math.floor(overAnchor + (units - anchor) * ratio);
  };
}

function offsetter(span: Span, from: bigint): ClockConverter {
  const offset = Number(span.offset);
  if (span.overOffset === 0n) return () => offset;
  const before = Number(from - span.from);
  const overTime = Number(span.overTime);
  const overOffset = Number(span.overOffset);
  const half = Math.floor(overTime / 2);
  return (units) => {
    const since = units + before;
    const product = since * overOffset + half;
    // Beyond the exact range of a double the quotient may be one off: then it is done exactly.
    if (!Number.isSafeInteger(product)) {
      return Number(offsetAt(span, BigInt(since)));
    }
    return offset + (product - (product % overTime)) / overTime;
  };
}
