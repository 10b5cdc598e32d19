import type { Steps } from '../base/steps';
import { SectionFlag } from '../formats/elf/elfConstants';
import type { ElfFile, ElfSection } from '../formats/elf/ElfFile';
import { readElfSymbols } from '../formats/elf/readElfSymbols';
import { SymbolIndex } from './SymbolIndex';

/** Where the sections of a kernel module stand, by their numbers. */
export type SectionAddresses = ReadonlyMap<number, number>;

/**
 * Symbols of an ELF file; undefined: it was stripped of them. A symbol reaches to the next one, but
 * not out of its section: what is between two is padding, which the kernel counts to the one before.
 * `placed`: of a relocatable file, where its sections are.
 */
export function* elfSymbolTable(
  elf: ElfFile,
  placed: SectionAddresses = new Map(),
): Steps<SymbolIndex | undefined> {
  const addressOf = (section: ElfSection): number | undefined => placed.get(section.index);
  const columns = yield* readElfSymbols(elf, addressOf);
  if (columns === undefined || columns.count === 0) return undefined;
  const runs = elf.sections
    .filter(({ flags }) => (flags & SectionFlag.alloc) !== 0)
    .flatMap((section): { start: number; end: number }[] => {
      const start = elf.type === 'relocatable' ? addressOf(section) : section.address;
      return start === undefined ? [] : [{ start, end: start + section.bytes }];
    });
  return new SymbolIndex(columns, {
    // Of a module the kernel takes the first in the table (`find_kallsyms_symbol()` in kernel/module/kallsyms.c).
    alias: elf.type === 'relocatable' ? 'first' : 'kernels',
    reaches: (index, at) => {
      const from = columns.address[index]!;
      return runs.some(({ start, end }) => from >= start && from <= end && at >= start && at < end);
    },
  });
}
