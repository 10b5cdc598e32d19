import { CLOSE_BRACKET, COMMA, EQUALS, OPEN_BRACKET, SPACE } from '../ascii';
import { ByteNames, FIRST_HASH, nextHash } from './ByteNames';
import { isHexPrefix, isNullPointer, NumberWords } from './NumberWords';
import type { ParsedFields } from './ParsedFields';
import { KEPT_BYTES } from './PrintedField';
import type { PrintedField } from './PrintedField';
import { afterBlanks, asciiBytes, isEndOfWord } from './scanning';

/** How numbers without `0x` are meant: as the event prints them, or all as decimal ones. */
export type RawNumbers = 'as-printed' | 'decimal';

/** Takes fields out of `name=value` pairs: trace-cmd report -R, events that no tool could format, tracefs with option `fields`. */
export class NamedValues {
  private readonly names = new ByteNames();
  private readonly number = new NumberWords();

  constructor(private readonly fields: readonly PrintedField[]) {
    for (const { name } of fields) this.names.add(asciiBytes(name));
  }

  /** Where the pairs end, -1 when none of them is a field. Pairs of other names are left out. */
  match(
    bytes: Uint8Array,
    from: number,
    to: number,
    numbers: RawNumbers,
    into: ParsedFields,
  ): number {
    into.clear();
    let found = false;
    for (let at = from; at < to;) {
      let hash = FIRST_HASH;
      let nameTo = at;
      for (; nameTo < to && isNameByte[bytes[nameTo]!] === 1; nameTo++) {
        hash = nextHash(hash, bytes[nameTo]!);
      }
      const isPair = nameTo > at && bytes[nameTo] === EQUALS;
      const field = isPair ? this.names.findHashed(hash, bytes, at, nameTo) : -1;
      if (field >= 0) {
        found = true;
        at = this.value(field, bytes, nameTo + 1, to, numbers, into);
      }
      // Whatever follows the value, up to the next word.
      while (at < to && bytes[at] !== SPACE) at++;
      at = afterBlanks(bytes, at, to);
    }
    return found ? to : -1;
  }

  private value(
    field: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    numbers: RawNumbers,
    into: ParsedFields,
  ): number {
    const { kind, isBare, isCut } = this.fields[field]!;
    if (isCut && numbers === 'as-printed') return from;
    if (kind === 'text') {
      const end = this.endOfText(bytes, from, to);
      into.setText(field, from, end);
      return end;
    }
    if (kind === 'bytes') return this.array(field, bytes, from, to, into);
    const { number } = this;
    const isPrefixed = isHexPrefix(bytes, from);
    const isHex = isPrefixed || (isBare && numbers === 'as-printed');
    const end = isHex ? number.readHex(bytes, from, to) : number.readDecimal(bytes, from, to);
    // Without 0x it is a pointer that tracefs has hashed.
    const isValue = kind !== 'pointer' || isPrefixed;
    if (isValue && end >= 0 && isEndOfValue(bytes, end, to)) {
      into.setNumber(field, number.low, number.high);
      return end;
    }
    if (kind === 'pointer') {
      if (isNullPointer(bytes, from)) into.setNumber(field, 0, 0);
      return from;
    }
    let wordTo = from;
    while (!isEndOfValue(bytes, wordTo, to)) wordTo++;
    into.setText(field, from, wordTo);
    return wordTo;
  }

  /** `ARRAY[0f, 30, c3]`: its first `KEPT_BYTES`, and all as text. */
  private array(
    field: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    into: ParsedFields,
  ): number {
    let open = from;
    while (open < to && bytes[open] !== OPEN_BRACKET) open++;
    let low = 0;
    let at = open + 1;
    for (let count = 0; at < to && bytes[at] !== CLOSE_BRACKET; count++) {
      const end = this.number.readHex(bytes, at, to);
      if (end < 0) break;
      if (count < KEPT_BYTES) low |= this.number.low << (8 * count);
      at = end;
      while (at < to && (bytes[at] === COMMA || bytes[at] === SPACE)) at++;
    }
    into.setNumber(field, low, 0);
    into.setText(field, open + 1, Math.min(at, to));
    return at;
  }

  /** A text may hold blanks: it ends where the next field's name begins. */
  private endOfText(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      if (bytes[at] !== SPACE) continue;
      const nameTo = endOfName(bytes, at + 1, to);
      if (bytes[nameTo] === EQUALS && this.names.find(bytes, at + 1, nameTo) >= 0) return at;
    }
    return to;
  }
}

function endOfName(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isNameByte[bytes[at]!] === 1) at++;
  return at;
}

/** 1 for bytes of C identifiers. */
const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  /\w/.test(String.fromCharCode(byte)) ? 1 : 0,
);

function isEndOfValue(bytes: Uint8Array, at: number, to: number): boolean {
  return at >= to || isEndOfWord(bytes[at]!);
}
