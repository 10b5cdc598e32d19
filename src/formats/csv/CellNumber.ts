import { TWO_32 } from '../../base/twoTo32';
import { DASH, DIGIT_0, LETTER_X, isDigit } from '../ascii';

/** Digits that a double holds exactly. */
const MOST_EXACT_DIGITS = 15;
/** Of 2^64 - 1. */
const MOST_DIGITS = 20;
/** `0x` and one digit, `0x` and sixteen. */
const LEAST_HEX_LENGTH = 3;
const MOST_HEX_LENGTH = 18;
const LEAST_SIGNED = -(2n ** 63n);
const MOST_SIGNED = 2n ** 63n - 1n;
const MOST_UNSIGNED = 2n ** 64n - 1n;

const LETTER_A = 0x61;
const LETTER_F = 0x66;

/** `signed` fits into signed 64 bits; `unsigned` needs all of them; `none` is no whole number of 64 bits. */
export type CellNumberKind = 'none' | 'signed' | 'unsigned' | 'hex';

/**
 * A whole number out of a cell, in two words, without an object a cell. Decimals are numbers as they
 * are usually written: without a plus, and without zeros in front, which are an identifier's.
 */
export class CellNumber {
  low = 0;
  high = 0;

  read(cell: string): CellNumberKind {
    const first = cell.charCodeAt(0);
    if (first === DIGIT_0 && (cell.charCodeAt(1) | 0x20) === LETTER_X) return this.readHex(cell);
    const start = first === DASH ? 1 : 0;
    const { length } = cell;
    if (length === start || length - start > MOST_DIGITS) return 'none';
    for (let at = start; at < length; at++) {
      if (!isDigit(cell.charCodeAt(at))) return 'none';
    }
    if (cell.charCodeAt(start) === DIGIT_0 && length > 1) return 'none';
    if (length - start > MOST_EXACT_DIGITS) return this.readLong(BigInt(cell));
    const value = Number(cell);
    this.low = value >>> 0;
    this.high = Math.floor(value / TWO_32) >>> 0;
    return 'signed';
  }

  private readHex(cell: string): CellNumberKind {
    const { length } = cell;
    if (length < LEAST_HEX_LENGTH || length > MOST_HEX_LENGTH) return 'none';
    for (let at = 2; at < length; at++) {
      const code = cell.charCodeAt(at);
      const letter = code | 0x20;
      if (!isDigit(code) && !(letter >= LETTER_A && letter <= LETTER_F)) return 'none';
    }
    const lowAt = Math.max(2, length - 8);
    this.low = Number.parseInt(cell.slice(lowAt), 16);
    this.high = lowAt === 2 ? 0 : Number.parseInt(cell.slice(2, lowAt), 16);
    return 'hex';
  }

  private readLong(value: bigint): CellNumberKind {
    if (value < LEAST_SIGNED || value > MOST_UNSIGNED) return 'none';
    this.low = Number(BigInt.asUintN(32, value));
    this.high = Number(BigInt.asUintN(32, value >> 32n));
    return value > MOST_SIGNED ? 'unsigned' : 'signed';
  }
}
