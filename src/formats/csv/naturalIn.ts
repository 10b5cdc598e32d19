import { DIGIT_0 } from '../ascii';

const MOST_DIGITS = 9;

/** The whole number in a cell, which may have zeros in front; -1 where there is none, or one too large to be an id. */
export function naturalIn(cell: string): number {
  const { length } = cell;
  if (length === 0 || length > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = cell.charCodeAt(at) - DIGIT_0;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
