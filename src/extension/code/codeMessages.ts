import { baseName } from '../../base/baseName';
import type { CodePlace, SymbolState } from '../../protocol/code';
import { symbolText } from '../../protocol/codeTexts';
import type { LineFrame } from './frameTexts';
import { lineText, nameOf } from './frameTexts';

/** `native_safe_halt+0xb [kvm] (0xffffffff81c0ffee)`, or the address alone. */
export function placeText(place: CodePlace): string {
  const symbol = symbolText(place);
  return symbol === undefined ? place.rip : `${symbol} (${place.rip})`;
}

/** What is known of a place whose line is not, and where that was looked for. */
export function noLineText(place: CodePlace, state: SymbolState): string {
  const why = place.symbol === null ? place.whyNoSymbol : place.whyNoLine;
  const known = `No source line is known for ${placeText(place)}.`;
  return [known, ...(why === null ? [] : [why]), lookedInText(place.vm, state)].join(' ');
}

/** Files of symbols that could have known. */
function lookedInText(vm: number, { images, unreadable }: SymbolState): string {
  const own = images.filter((image) => image.vm === vm && image.kind !== 'modules');
  const used = own.filter(({ placedBy }) => placedBy !== null);
  const unused = own.filter(({ placedBy }) => placedBy === null);
  const names = (files: readonly { readonly path: string }[]): string =>
    [...new Set(files.map(({ path }) => baseName(path)))].join(', ');
  return [
    used.length === 0 ? `No symbols are in use for VM ${vm}.` : `Looked in ${names(used)}.`,
    ...(unused.length === 0 ? [] : [`Not used: ${names(unused)}.`]),
    ...(unreadable.length === 0 ? [] : [`Could not be read: ${names(unreadable)}.`]),
  ].join(' ');
}

/** A line is known, and its file is not on this machine. */
export function noSourceText(frame: LineFrame, lookedIn: string): string {
  return `${lineText(frame)}, in ${nameOf(frame)}: debug information says ${frame.file}. ${lookedIn}`;
}
