import { SectionNumber } from '../formats/elf/elfConstants';
import type { ElfFile } from '../formats/elf/ElfFile';
import { symbolNames } from '../formats/elf/symbolValues';

/** What a module leaves to its kernel and to other modules, by the numbers of its symbols. */
export function externalNames(elf: ElfFile): ReadonlyMap<number, string> {
  return symbolNames(elf, (_, section) => section === SectionNumber.undefined);
}
