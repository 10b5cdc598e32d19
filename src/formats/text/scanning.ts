import { CLOSE, COMMA, DIGIT_0, isDigit, OPEN, SPACE } from '../ascii';

export function afterDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

export function afterBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] === SPACE) at++;
  return at;
}

/** The decimal number that starts here; -1 when none does. */
export function digitsAt(bytes: Uint8Array, from: number, to: number): number {
  const end = afterDigits(bytes, from, to);
  return end === from ? -1 : decimalOf(bytes, from, end);
}

/** The number that these digits are; exact up to 15 of them. */
export function decimalOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (bytes[at]! - DIGIT_0);
  return value;
}

/** Whether a word or a number in a payload has ended before this byte. */
export function isEndOfWord(byte: number): boolean {
  return byte === SPACE || byte === COMMA || byte === OPEN || byte === CLOSE;
}

/** Where a byte stands first; `to` when it does not before. */
export function endAtByte(bytes: Uint8Array, wanted: number, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== wanted) at++;
  return at;
}

/** Whether an ASCII text stands here. */
export function startsWith(bytes: Uint8Array, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (bytes[from + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}

/** Where a text stands first, from `from` on; -1 when it does not. */
export function indexOfBytes(
  bytes: Uint8Array,
  wanted: Uint8Array,
  from: number,
  to: number,
): number {
  const first = wanted[0]!;
  const last = to - wanted.length;
  for (let at = from; at <= last; at++) {
    if (bytes[at] === first && holdsBytes(bytes, wanted, at)) return at;
  }
  return -1;
}

/** Whether a text stands here; it must not go beyond what may be looked at. */
export function holdsBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): boolean {
  for (let at = 0; at < wanted.length; at++) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
