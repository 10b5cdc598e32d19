import type { Steps } from '../../base/steps';
import type { SymbolColumns } from '../../formats/symbols/SymbolColumns';
import { symbolsNamed } from '../../formats/symbols/SymbolColumns';
import { externalNames } from '../externalNames';
import { EXPORT } from '../moduleExports';
import type { KernelSpan, ModuleFile } from '../SymbolFile';

/** Of a letter of kallsyms: the symbol is no other file's to use. */
const LOWER_CASE = 0x20;

/** Symbols of a kernel or a module whose place in the guest is known. */
export interface KnownSymbols {
  readonly columns: SymbolColumns;
  /** To be added to their addresses. */
  readonly bias: number;
  /** What of them was moved by it; undefined: all are as the guest has them. */
  readonly moved: KernelSpan | undefined;
  /** Those that others may use; undefined: all that are global. */
  readonly exports: ReadonlySet<string> | undefined;
}

/**
 * Where a guest has what the files of modules leave open. `sources`: what tells it, the surest first;
 * the later ones of them are asked for what the earlier ones do not have. What is global is taken,
 * since a kernel has static functions of the same name. Of several addresses, as modules have a
 * name for themselves, that one is taken which is exported; where that leaves several, none is.
 */
export function* exportedSymbols(
  modules: readonly ModuleFile[],
  sources: readonly (readonly KnownSymbols[])[],
): Steps<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  if (sources.every((tables) => tables.length === 0)) return found;
  const wanted = new Set<string>();
  for (const { elf } of modules) {
    for (const name of externalNames(elf).values()) wanted.add(name);
    yield;
  }
  for (const tables of sources) {
    const told = yield* addressesOf(wanted, tables);
    for (const [name, { all, exported }] of told) {
      wanted.delete(name);
      const [address, ...more] = all.size === 1 ? all : exported;
      if (address !== undefined && more.length === 0) found.set(name, address);
    }
  }
  return found;
}

/** Where the guest has symbols of one name. */
interface Addresses {
  readonly all: Set<number>;
  /** Those of files that export the name. */
  readonly exported: Set<number>;
}

function* addressesOf(
  wanted: ReadonlySet<string>,
  tables: readonly KnownSymbols[],
): Steps<ReadonlyMap<string, Addresses>> {
  const told = new Map<string, Addresses>();
  if (wanted.size === 0) return told;
  const names = [...wanted].flatMap((name) => [name, EXPORT + name]);
  for (const { columns, bias, moved, exports } of tables) {
    const symbols = symbolsNamed(columns, names);
    yield;
    for (const name of wanted) {
      if (exports?.has(name) === false) continue;
      const exporters = new Set(
        (symbols.get(EXPORT + name) ?? []).map((index) => columns.module[index]),
      );
      for (const index of symbols.get(name) ?? []) {
        const address = columns.address[index]!;
        const isElsewhere = moved !== undefined && (address < moved.start || address >= moved.end);
        if (isElsewhere || (columns.letter[index]! & LOWER_CASE) !== 0) continue;
        const { all, exported } = told.get(name) ?? newAddresses(told, name);
        all.add(address + bias);
        if (exports !== undefined || exporters.has(columns.module[index]))
          exported.add(address + bias);
      }
    }
  }
  return told;
}

function newAddresses(told: Map<string, Addresses>, name: string): Addresses {
  const addresses: Addresses = { all: new Set(), exported: new Set() };
  told.set(name, addresses);
  return addresses;
}
