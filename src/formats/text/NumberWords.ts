import { TWO_32 } from '../../base/twoTo32';
import { DASH, DIGIT_0, LETTER_X } from '../ascii';
import { startsWith } from './scanning';

const NO_DIGIT = 0xff;
const MOST_HEX_DIGITS = 16;
const MOST_DECIMAL_DIGITS = 20;

/** A number of up to 64 bits read from a text: its two words, and where it ends. */
export class NumberWords {
  low = 0;
  high = 0;

  /** Reads hex digits, `0x` before them or not; returns where they end, -1 when there are none. */
  readHex(bytes: Uint8Array, from: number, to: number): number {
    const start = isHexPrefix(bytes, from) ? from + 2 : from;
    const last = Math.min(to, start + MOST_HEX_DIGITS);
    let low = 0;
    let high = 0;
    let at = start;
    for (; at < last; at++) {
      const digit = hexDigits[bytes[at]!]!;
      if (digit === NO_DIGIT) break;
      high = (high << 4) | (low >>> 28);
      low = (low << 4) | digit;
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
    return at === start || (at === last && isHexDigit(bytes[at], at, to)) ? -1 : at;
  }

  /** Reads decimal digits with their sign; returns where they end, -1 when there are none. */
  readDecimal(bytes: Uint8Array, from: number, to: number): number {
    const isNegative = bytes[from] === DASH;
    const start = isNegative ? from + 1 : from;
    const last = Math.min(to, start + MOST_DECIMAL_DIGITS);
    let low = 0;
    let high = 0;
    let at = start;
    for (; at < last; at++) {
      const digit = bytes[at]! - DIGIT_0;
      if (digit < 0 || digit > 9) break;
      low = low * 10 + digit;
      if (low < TWO_32) {
        high *= 10;
      } else {
        const carry = Math.floor(low / TWO_32);
        low -= carry * TWO_32;
        high = high * 10 + carry;
      }
    }
    if (at === start || high >= TWO_32) return -1;
    this.low = low;
    this.high = high;
    if (isNegative) this.negate();
    return at;
  }

  negate(): void {
    this.high = (~this.high + (this.low === 0 ? 1 : 0)) >>> 0;
    this.low = -this.low >>> 0;
  }
}

export function isHexPrefix(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === DIGIT_0 && bytes[at + 1] === LETTER_X;
}

/** The kernel and libtraceevent print no number for it. */
export function isNullPointer(bytes: Uint8Array, at: number): boolean {
  return startsWith(bytes, at, '(nil)') || startsWith(bytes, at, '(null)');
}

function isHexDigit(byte: number | undefined, at: number, to: number): boolean {
  return at < to && byte !== undefined && hexDigits[byte] !== NO_DIGIT;
}

const hexDigits = digitTable();

function digitTable(): Uint8Array {
  const table = new Uint8Array(256).fill(NO_DIGIT);
  Array.from('0123456789abcdef').forEach((letter, value) => {
    table[letter.charCodeAt(0)] = value;
    table[letter.toUpperCase().charCodeAt(0)] = value;
  });
  return table;
}
