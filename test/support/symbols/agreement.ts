import type { SourceFrame } from '../../../src/symbols/LineTable';
import { framesText } from './framesText';

/** How an answer of ours stands to a tool's. `symbol`: the tool took the function's name from the symbol table. */
export type Agreement = 'same' | 'nothing known' | 'symbol' | 'different';

/**
 * Compares what is known from debug information only; `a//b` is `a/b`, as llvm-symbolizer writes it. Where that names no function, the tools name the
 * ELF symbol before the address; ours leave that to the symbol table.
 */
export function agreement(ours: readonly SourceFrame[], theirs: string): Agreement {
  if (framesText(ours).replaceAll('//', '/') === theirs.replaceAll('//', '/')) return 'same';
  if (ours.length === 0) return /^\S+ \S+:\?$/.test(theirs) ? 'nothing known' : 'different';
  const [only] = ours;
  if (ours.length === 1 && only?.function === undefined) {
    const place = framesText(ours).replace(/^\? /, '');
    return theirs.replace(/^\S+ /, '') === place ? 'symbol' : 'different';
  }
  return 'different';
}

/**
 * Whether one tool gives the names of an answer and one its places: addr2line knows linkage names,
 * and llvm-symbolizer the files (docs/formats/dwarf.md).
 */
export function agreesInParts(ours: readonly SourceFrame[], theirs: readonly string[]): boolean {
  const text = framesText(ours);
  return [namesOf, placesOf].every((part) => theirs.some((one) => part(one) === part(text)));
}

function namesOf(text: string): string {
  return text.replace(/ [^ ]*(, |$)/g, '$1');
}

function placesOf(text: string): string {
  const places = text.split(', ').map((frame) => frame.slice(frame.lastIndexOf(' ') + 1));
  return places.join(', ').replaceAll('//', '/');
}
