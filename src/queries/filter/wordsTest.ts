import type { FilterOperator } from './FilterExpression';

/** Compares 64-bit values held as two unsigned words with exact values: no bigint and no rounding per row. */
export function wordsTest(
  operator: FilterOperator,
  values: readonly bigint[],
  signed: boolean,
): (high: number, low: number) => boolean {
  // A signed value orders as an unsigned one does once its sign bit is flipped.
  const flip = signed ? SIGN_BIT : 0n;
  const highFlip = signed ? 0x8000_0000 : 0;
  const wanted = values.map((value) => value + flip);
  const fitting = wanted.filter((value) => BigInt.asUintN(64, value) === value);
  const highs = fitting.map((value) => Number(value >> 32n));
  const lows = fitting.map((value) => Number(value & 0xffff_ffffn));

  const isOneOf = (high: number, low: number): boolean => {
    const flipped = (high ^ highFlip) >>> 0;
    for (let index = 0; index < highs.length; index++) {
      if (lows[index] === low && highs[index] === flipped) return true;
    }
    return false;
  };
  if (operator === '=') return isOneOf;
  if (operator === '!=') return (high, low) => !isOneOf(high, low);
  return ordered(operator, wanted[0] ?? 0n, highFlip);
}

const SIGN_BIT = 1n << 63n;

function ordered(
  operator: Exclude<FilterOperator, '=' | '!='>,
  wanted: bigint,
  highFlip: number,
): (high: number, low: number) => boolean {
  const wantedHigh = Number(wanted >> 32n); // below 0 or above 32 bits when no value of the field reaches it
  const wantedLow = Number(wanted & 0xffff_ffffn);
  const difference = (high: number, low: number): number =>
    ((high ^ highFlip) >>> 0) - wantedHigh || low - wantedLow;
  switch (operator) {
    case '<':
      return (high, low) => difference(high, low) < 0;
    case '<=':
      return (high, low) => difference(high, low) <= 0;
    case '>':
      return (high, low) => difference(high, low) > 0;
    case '>=':
      return (high, low) => difference(high, low) >= 0;
    case '~':
      return () => false;
  }
}
