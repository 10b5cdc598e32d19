import type { ByteSource } from '../ByteSource';
import type { ElfFile } from './ElfFile';
import type { SectionPlace } from './readElfSymbols';
import { RelocatedSource } from './RelocatedSource';
import { relocationsOf } from './relocationsOf';
import { symbolValues } from './symbolValues';

/** Where what has no place is put, so that no address of a guest finds it: exact in a double. */
const NOWHERE = 2 ** 50;

/** The sections of a relocatable file by name, as if it were linked to where its sections stand. */
export function relocatedSections(
  elf: ElfFile,
  placeOf: SectionPlace,
): { find(name: string): ByteSource | undefined } {
  const found = new Map<string, ByteSource | undefined>();
  let values: Float64Array | undefined;
  const valueOf = (symbol: number): number => {
    values ??= symbolValues(elf, placeOf);
    const value = values[symbol] ?? NaN;
    return Number.isNaN(value) ? NOWHERE : value;
  };
  const relocated = (name: string): ByteSource | undefined => {
    const source = elf.find(name);
    const section = elf.sections.find((one) => one.name === name);
    const relocations = section && relocationsOf(elf, section);
    if (source === undefined || relocations === undefined) return source;
    return new RelocatedSource(source, relocations, valueOf);
  };
  return {
    find(name) {
      if (!found.has(name)) found.set(name, relocated(name));
      return found.get(name);
    },
  };
}
