import { TWO_32 } from '../../base/twoTo32';
import type { ClockOrigin } from '../../formats/ringbuffer/PageDecoder';
import type { TscConversion } from '../../formats/tracedat/TraceOptions';

const TWO_16 = 0x1_0000;

/** Turns clock units since an origin into ns since the same origin. Both exact integers. */
export type ClockConverter = (units: number) => number;

/**
 * Conversion the recording carries (option TSC2NSEC): the upper and the lower word of the cycle
 * count are converted apart, exactly as trace-cmd does, so that stamps agree to the nanosecond.
 */
export function recordedConverter(conversion: TscConversion, origin: ClockOrigin): ClockConverter {
  const { mult, shift } = conversion;
  const originNs = convertStamp(conversion, origin);
  let knownHigh = -1;
  let knownHighNs = 0;
  return (units) => {
    const carried = origin.low + units;
    const high = origin.high + Math.floor(carried / TWO_32);
    const low = carried - (high - origin.high) * TWO_32;
    if (high !== knownHigh) {
      knownHigh = high;
      knownHighNs = Number(highNs(conversion, high) - originNs);
    }
    return knownHighNs + lowNs(low, mult, shift);
  };
}

/** Conversion by a frequency the user gave. */
export function frequencyConverter(khz: number): ClockConverter {
  const nsPerUnit = 1e6 / khz;
  return (units) => Math.round(units * nsPerUnit);
}

/** Absolute ns of a stamp in cycles. */
export function convertStamp(conversion: TscConversion, stamp: ClockOrigin): bigint {
  const low = (BigInt(stamp.low) * BigInt(conversion.mult)) >> BigInt(conversion.shift);
  return highNs(conversion, stamp.high) + low;
}

function highNs({ mult, shift }: TscConversion, high: number): bigint {
  const product = BigInt(high) * BigInt(mult);
  return shift <= 32 ? product << BigInt(32 - shift) : product >> BigInt(shift - 32);
}

/** `low * mult >> shift` without leaving the exact range of a double: in two 16-bit halves. */
function lowNs(low: number, mult: number, shift: number): number {
  if (shift < 16) return Number((BigInt(low) * BigInt(mult)) >> BigInt(shift));
  const upper = Math.floor(low / TWO_16) * mult + Math.floor(((low % TWO_16) * mult) / TWO_16);
  return Math.floor(upper / 2 ** (shift - 16));
}
