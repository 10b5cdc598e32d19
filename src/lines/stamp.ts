/** When an event happened, as its line prints it. */
export interface Stamp {
  /** The digits: `28.157432`. */
  readonly text: string;
  /**
   * `s`: seconds with a fraction. `us`: whole microseconds since the first event of the text (latency
   * format). `ticks`: whole units of a clock that the line does not name.
   */
  readonly unit: 's' | 'us' | 'ticks';
}

/** Decimal places of a second that are ns. */
const NS_PLACES = 9;
const nsPerWhole = { s: 1_000_000_000, us: 1000, ticks: 1 } as const;

/**
 * Time from one stamp to the other in ns, or in ticks where the clock counts those; exact. Undefined:
 * they are not on one scale.
 */
export function stampDifference(from: Stamp, to: Stamp): number | undefined {
  if (from.unit !== to.unit) return undefined;
  // A cycle counter may not fit a double.
  if (from.unit === 'ticks') return Number(BigInt(to.text) - BigInt(from.text));
  const [fromWhole, fromFraction] = parts(from);
  const [toWhole, toFraction] = parts(to);
  // The whole parts first: a time since boot in ns may not fit a double.
  return (toWhole - fromWhole) * nsPerWhole[from.unit] + (toFraction - fromFraction);
}

/** The stamp on its own clock: in ns, or in ticks. */
export function absoluteStamp({ text, unit }: Stamp): bigint {
  if (unit !== 's') return BigInt(text) * BigInt(nsPerWhole[unit]);
  const [whole] = text.split('.', 1);
  return BigInt(whole!) * BigInt(nsPerWhole.s) + BigInt(fractionOf(text).padEnd(NS_PLACES, '0'));
}

/** What the last printed digit is worth, in ns or ticks. Printed stamps are rounded or cut there. */
export function stampResolution({ text, unit }: Stamp): number {
  if (unit !== 's') return nsPerWhole[unit];
  return 10 ** (NS_PLACES - fractionOf(text).length);
}

function parts({ text, unit }: Stamp): [whole: number, fractionNs: number] {
  if (unit !== 's') return [Number(text), 0];
  return [Number.parseInt(text, 10), Number(fractionOf(text).padEnd(NS_PLACES, '0'))];
}

function fractionOf(text: string): string {
  const from = text.indexOf('.') + 1;
  return text.slice(from, from + NS_PLACES);
}
