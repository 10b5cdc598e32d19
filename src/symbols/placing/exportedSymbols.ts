import type { Steps } from '../../base/steps';
import { symbolName } from '../../formats/symbols/SymbolColumns';
import { externalNames } from '../externalNames';
import type { ModuleFile, SymbolTextFile } from '../SymbolFile';

const SYMBOLS_A_STEP = 1 << 14;
/** Of a letter of kallsyms: the symbol is no other file's to use. */
const LOWER_CASE = 0x20;

/**
 * Where a guest has what the files of modules leave open, by its kallsyms: a kernel exports what is
 * global, and has static ones of the same name.
 */
export function* exportedSymbols(
  modules: readonly ModuleFile[],
  kallsyms: readonly SymbolTextFile[],
): Steps<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  if (kallsyms.length === 0) return found;
  const wanted = new Set<string>();
  for (const { elf } of modules) {
    for (const name of externalNames(elf).values()) wanted.add(name);
    yield;
  }
  if (wanted.size === 0) return found;
  for (const { table } of kallsyms) {
    const { columns } = table;
    for (let index = 0; index < columns.count; index++) {
      if (index % SYMBOLS_A_STEP === 0) yield;
      if ((columns.letter[index]! & LOWER_CASE) !== 0) continue;
      const name = symbolName(columns, index);
      if (wanted.has(name) && !found.has(name)) found.set(name, columns.address[index]!);
    }
  }
  return found;
}
