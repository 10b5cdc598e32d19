import { COLON, EQUALS, OPEN, PIPE, PLUS, SPACE } from '../ascii';
import { isHexPrefix, isNullPointer, NumberWords } from './NumberWords';
import type { ParsedFields } from './ParsedFields';
import { KEPT_BYTES } from './PrintedField';
import { Op } from './PrintShape';
import type { Piece } from './PrintShape';
import { readExitReason } from './exitReasonText';
import { endAtByte, holdsBytes, indexOfBytes, isEndOfWord } from './scanning';
import type { WordTable } from './WordTable';

/** Ends that are tried for one text: a thread's name of 15 bytes can hold no more of them. */
const MOST_ENDS = 16;
/** Longest text that a field can be: a path. */
const MOST_TEXT_BYTES = 4096;

/** Takes the fields out of a payload that has the given shape. Holds nothing but scratch numbers. */
export class ShapeMatcher {
  private readonly number = new NumberWords();

  /** Where the shape ends in the text, -1 when the text has another shape. */
  match(
    pieces: readonly Piece[],
    bytes: Uint8Array,
    from: number,
    to: number,
    into: ParsedFields,
  ): number {
    into.clear();
    return this.matchFrom(pieces, 0, pieces.length, bytes, from, to, into);
  }

  private matchFrom(
    pieces: readonly Piece[],
    first: number,
    last: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    into: ParsedFields,
  ): number {
    let at = from;
    for (let index = first; index < last; index++) {
      const piece = pieces[index]!;
      switch (piece.op) {
        case Op.literal:
          at = this.afterLiteral(piece.literal, bytes, at, to);
          break;
        case Op.option: {
          const { numbers, texts } = into;
          const end = this.matchFrom(pieces, index + 1, piece.end, bytes, at, to, into);
          if (end < 0) [into.numbers, into.texts] = [numbers, texts];
          else at = end;
          index = piece.end - 1;
          break;
        }
        case Op.text:
        case Op.skip:
          if (piece.until.length > 0) {
            return this.matchText(pieces, index, last, bytes, at, to, into);
          }
          if (piece.op === Op.text) into.setText(piece.field, at, to);
          at = to;
          break;
        default:
          at = this.value(piece, bytes, at, to, into);
      }
      if (at < 0) return -1;
    }
    return at;
  }

  /** A text ends with the first of its ends behind which the rest of the shape matches. */
  private matchText(
    pieces: readonly Piece[],
    index: number,
    last: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    into: ParsedFields,
  ): number {
    const { op, field, until } = pieces[index]!;
    const limit = Math.min(to, from + MOST_TEXT_BYTES);
    const { numbers, texts } = into;
    let end = from - 1;
    for (let tried = 0; tried < MOST_ENDS; tried++) {
      end = indexOfBytes(bytes, until, end + 1, limit);
      if (end < 0) return -1;
      if (op === Op.text) into.setText(field, from, end);
      const matched = this.matchFrom(pieces, index + 1, last, bytes, end, to, into);
      if (matched >= 0) return matched;
      into.numbers = numbers;
      into.texts = texts;
    }
    return -1;
  }

  private afterLiteral(literal: Uint8Array, bytes: Uint8Array, at: number, to: number): number {
    const end = at + literal.length;
    return end <= to && holdsBytes(bytes, literal, at) ? end : -1;
  }

  private value(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    switch (piece.op) {
      case Op.decimal:
        return this.endNumber(piece, this.number.readDecimal(bytes, at, to), into);
      case Op.hex:
        return this.endNumber(piece, this.number.readHex(bytes, at, to), into);
      case Op.negated: {
        const end = this.number.readDecimal(bytes, at, to);
        this.number.negate();
        return this.endNumber(piece, end, into);
      }
      case Op.pointer:
        return this.pointer(piece, bytes, at, to, into);
      case Op.symbol:
        return this.symbol(piece, bytes, at, to, into);
      case Op.constant:
        into.setNumber(piece.field, piece.value, 0);
        return at;
      case Op.choice:
        return this.choice(piece, bytes, at, to, into);
      case Op.mark: {
        const end = this.afterLiteral(piece.literal, bytes, at, to);
        if (end >= 0) into.setNumber(piece.field, 1, 0);
        return Math.max(at, end);
      }
      case Op.word:
        return this.word(piece, bytes, at, to, into);
      case Op.flags:
        return this.flags(piece, bytes, at, to, into);
      case Op.exitReason:
        return readExitReason(piece, bytes, at, wordEnd(piece, bytes, at, to), into);
      case Op.bytes:
        return this.bytes(piece, bytes, at, to, into);
      case Op.skipSymbol:
        return afterSymbol(bytes, at, to);
      default:
        return -1;
    }
  }

  private endNumber(piece: Piece, end: number, into: ParsedFields): number {
    if (end < 0) return -1;
    const { low, high } = this.number;
    if (piece.shift === 0) into.setNumber(piece.field, low, high);
    else into.addBits(piece.field, low << piece.shift);
    return end;
  }

  /** `0xffff8880086dc000`, `(null)`; anything else hides the pointer. */
  private pointer(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    if (isHexPrefix(bytes, at)) {
      return this.endNumber(piece, this.number.readHex(bytes, at, to), into);
    }
    if (isNullPointer(bytes, at)) into.setNumber(piece.field, 0, 0);
    return bytes[at] === OPEN ? endOfWord(bytes, at + 1, to) + 1 : endOfWord(bytes, at, to);
  }

  private symbol(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    if (isHexPrefix(bytes, at)) {
      return this.endNumber(piece, this.number.readHex(bytes, at, to), into);
    }
    const end = endAtByte(bytes, COLON, at, endOfWord(bytes, at, to));
    into.setText(piece.field, at, end);
    return end === at ? -1 : end;
  }

  private choice(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    const yes = this.afterLiteral(piece.literal, bytes, at, to);
    const end = yes >= 0 ? yes : this.afterLiteral(piece.other, bytes, at, to);
    if (end < 0) return -1;
    into.addBits(piece.field, yes >= 0 ? 1 << piece.shift : 0);
    return end;
  }

  private word(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    const end = wordEnd(piece, bytes, at, to);
    if (end < 0) return -1;
    const number = this.numberOf(piece.table!, bytes, at, end);
    if (!Number.isNaN(number)) into.addBits(piece.field, number << piece.shift);
    else if (endAtByte(bytes, EQUALS, at, end) < end) return -1;
    else into.setText(piece.field, at, end);
    return end;
  }

  /** `P|W|0x40`; a `+` behind a word is a flag of its own. Nothing is 0. */
  private flags(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    const end = wordEnd(piece, bytes, at, to);
    if (end < 0) return -1;
    let bits = 0;
    for (let from = at; from < end;) {
      let wordTo = endAtByte(bytes, PIPE, from, end);
      const next = wordTo + 1;
      if (bytes[wordTo - 1] === PLUS) {
        wordTo--;
        bits |= piece.table!.find(bytes, wordTo, wordTo + 1);
      }
      const number = this.numberOf(piece.table!, bytes, from, wordTo);
      if (Number.isNaN(number)) {
        into.setText(piece.field, at, end);
        return end;
      }
      bits |= number;
      from = next;
    }
    into.addBits(piece.field, bits);
    return end;
  }

  /** What a table gives for a word; for a number, which is printed where there is no word, itself. */
  private numberOf(table: WordTable, bytes: Uint8Array, from: number, to: number): number {
    const number = table.find(bytes, from, to);
    if (!Number.isNaN(number)) return number;
    const words = this.number;
    const end = isHexPrefix(bytes, from)
      ? words.readHex(bytes, from, to)
      : words.readDecimal(bytes, from, to);
    return end === to && words.high === 0 ? words.low : NaN;
  }

  private bytes(
    piece: Piece,
    bytes: Uint8Array,
    at: number,
    to: number,
    into: ParsedFields,
  ): number {
    const { number } = this;
    let count = 0;
    let low = 0;
    let end = at;
    for (let next = at; next + 2 <= to && number.readHex(bytes, next, next + 2) === next + 2;) {
      if (next + 2 < to && !isEndOfWord(bytes[next + 2]!)) break;
      if (count < KEPT_BYTES) low |= number.low << (8 * count);
      count++;
      end = next + 2;
      if (bytes[end] !== SPACE) break;
      next = end + 1;
    }
    if (count === 0) return -1;
    into.setNumber(piece.field, low, 0);
    into.setText(piece.field, at, end);
    into.setNumber(piece.second, count, 0);
    return end;
  }
}

function wordEnd(piece: Piece, bytes: Uint8Array, at: number, to: number): number {
  if (piece.until.length === 0) return endOfWord(bytes, at, to);
  return indexOfBytes(bytes, piece.until, at, Math.min(to, at + MOST_TEXT_BYTES));
}

function endOfWord(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && !isEndOfWord(bytes[at]!)) at++;
  return at;
}

/** Behind ` name+0x1f`; where it is when there is none. */
function afterSymbol(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] !== SPACE) return at;
  const end = endAtByte(bytes, COLON, at, endOfWord(bytes, at + 1, to));
  const plus = endAtByte(bytes, PLUS, at, end);
  return plus < end && isHexPrefix(bytes, plus + 1) ? end : at;
}
