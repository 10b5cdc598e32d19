import { signedAddress } from '../../base/signedAddress';
import type { Steps } from '../../base/steps';
import { NEWLINE, OPEN_BRACKET, SPACE, TAB } from '../ascii';
import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import { readFully } from '../readFully';
import { latin1 } from '../text';
import { SymbolBuilder } from './SymbolBuilder';
import type { SymbolColumns } from './SymbolColumns';

/** A kernel's own table has 4 to 15 MB; with every BPF program and module, some more. */
const MOST_TEXT_BYTES = 1 << 28;
const MOST_DIGITS = 16;
/** Read between two pauses: some ms. */
const BYTES_A_STEP = 1 << 19;
const SECTION = 'symbol table';

/** Symbols of a text in the form of `/proc/kallsyms`, `System.map` and `nm`: `ffffffff81000000 T _text`. */
export interface SymbolText {
  readonly columns: SymbolColumns;
  /** Lines that are no symbol. */
  readonly otherLines: number;
  /** Its last line does not end. */
  readonly isCut: boolean;
}

/** Whether a text's first lines are symbols. */
export function looksLikeSymbolText(start: Uint8Array): boolean {
  const lines = latin1(start.subarray(0, 4096)).split('\n');
  const isSymbol = (line: string): boolean =>
    /^[0-9a-f]{1,16} [a-zA-Z?] \S+(\s+\[.*\])?\r?$/.test(line);
  // `nm` lists undefined symbols, which have no address.
  const isUndefined = (line: string): boolean => /^ {16,} [Uwv] \S+\r?$/.test(line);
  const whole = lines.slice(0, Math.max(1, lines.length - 1)).filter((line) => line.trim() !== '');
  return whole.some(isSymbol) && whole.every((line) => isSymbol(line) || isUndefined(line));
}

/**
 * Reads a table of symbols. Throws a `FormatError` where it holds none, or only zeros: the kernel
 * shows these to whom it hides addresses from. Pauses after each piece of the text.
 */
export function* readSymbolText(source: ByteSource): Steps<SymbolText> {
  if (source.size > MOST_TEXT_BYTES) {
    throw refused('too-large', `has ${source.size} bytes, more than any table of symbols`);
  }
  const bytes = new Uint8Array(source.size);
  const text = bytes.subarray(0, readFully(source, bytes, 0));
  const builder = new SymbolBuilder();
  let otherLines = 0;
  let areAllZero = true;
  let pauseAt = BYTES_A_STEP;
  for (let at = 0; at < text.length && !builder.isFull;) {
    const newline = text.indexOf(NEWLINE, at);
    const end = newline < 0 ? text.length : newline;
    const address = addLine(builder, text, at, end);
    if (address === undefined) otherLines++;
    else if (address !== 0) areAllZero = false;
    at = end + 1;
    if (at < pauseAt) continue;
    pauseAt = at + BYTES_A_STEP;
    yield;
  }
  if (builder.count === 0) throw refused('bad-value', 'holds no symbol');
  if (areAllZero) {
    throw new FormatError(
      'bad-value',
      { section: SECTION, offset: 0 },
      `all of its ${builder.count} addresses are 0: the kernel hid them (kptr_restrict)`,
      'Copy /proc/kallsyms again as root, with kernel.kptr_restrict at 0 or 1.',
    );
  }
  const isCut = text.at(-1) !== NEWLINE;
  return { columns: yield* builder.build(text), otherLines, isCut };
}

/** Takes a line in; returns its address, undefined for what is no symbol. */
function addLine(
  builder: SymbolBuilder,
  text: Uint8Array,
  from: number,
  end: number,
): number | undefined {
  let high = 0;
  let low = 0;
  let at = from;
  for (; at < end && at - from < MOST_DIGITS; at++) {
    const digit = hexDigit(text[at]!);
    if (digit < 0) break;
    high = ((high << 4) | (low >>> 28)) >>> 0;
    low = ((low << 4) | digit) >>> 0;
  }
  if (at === from || text[at] !== SPACE || text[at + 2] !== SPACE || at + 3 >= end)
    return undefined;
  const letter = text[at + 1]!;
  const nameAt = at + 3;
  let nameEnd = nameAt;
  while (nameEnd < end && text[nameEnd]! > SPACE) nameEnd++;
  if (nameEnd === nameAt) return undefined;
  const address = signedAddress(high, low);
  const module = nameEnd < end ? builder.moduleOf(moduleName(text, nameEnd, end)) : 0;
  builder.add(address, 0, letter, module, nameAt, nameEnd - nameAt);
  return address;
}

/** `[kvm]` behind a name; '' where there is none. */
function moduleName(text: Uint8Array, from: number, end: number): string {
  let at = from;
  while (at < end && (text[at] === SPACE || text[at] === TAB)) at++;
  if (text[at] !== OPEN_BRACKET) return '';
  const rest = latin1(text.subarray(at + 1, end));
  return rest.slice(0, Math.max(0, rest.indexOf(']')));
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function refused(code: 'bad-value' | 'too-large', reason: string): FormatError {
  return new FormatError(
    code,
    { section: SECTION, offset: 0 },
    reason,
    "Give the guest's /proc/kallsyms, or the System.map of its kernel.",
  );
}
