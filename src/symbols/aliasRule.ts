import type { SymbolColumns } from '../formats/symbols/SymbolColumns';
import { symbolName } from '../formats/symbols/SymbolColumns';

const [LETTER_W, LETTER_V] = [0x57, 0x56];
const UPPER_CASE = 0xdf;

/**
 * Of the symbols from `first` to `last`, which share an address, the one that the kernel itself
 * would name: strong before weak, symbols that the linker provides for the ends of sections last,
 * then the one with the fewest leading underscores (`compare_symbols()` in scripts/kallsyms.c),
 * then by name, as `nm -n` hands them to it.
 */
export function kernelsAlias(columns: SymbolColumns, first: number, last: number): number {
  let best = first;
  for (let index = first + 1; index <= last; index++) {
    if (compare(columns, index, best) < 0) best = index;
  }
  return best;
}

function compare(columns: SymbolColumns, a: number, b: number): number {
  const weakness = isWeak(columns.letter[a]!) - isWeak(columns.letter[b]!);
  if (weakness !== 0) return weakness;
  const [nameA, nameB] = [symbolName(columns, a), symbolName(columns, b)];
  return (
    Number(isLinkers(nameA)) - Number(isLinkers(nameB)) ||
    underscores(nameA) - underscores(nameB) ||
    (nameA < nameB ? -1 : 1)
  );
}

function isWeak(letter: number): number {
  const upper = letter & UPPER_CASE;
  return upper === LETTER_W || upper === LETTER_V ? 1 : 0;
}

/** `may_be_linker_script_provide_symbol()` of scripts/kallsyms.c. */
function isLinkers(name: string): boolean {
  return name.length >= 8 && /^__(start_|stop_|end_|.*_start$|.*_end$)/.test(name);
}

function underscores(name: string): number {
  let count = 0;
  while (name[count] === '_') count++;
  return count;
}
