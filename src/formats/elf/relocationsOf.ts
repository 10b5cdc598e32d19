import type { ByteSource } from '../ByteSource';
import { SectionType } from './elfConstants';
import type { ElfFile, ElfSection } from './ElfFile';

/** The `SHT_RELA` of a section; undefined: it waits for no address. */
export function relocationsOf(elf: ElfFile, section: ElfSection): ByteSource | undefined {
  const entries = elf.sections.find(
    ({ type, info }) => type === SectionType.relocations && info === section.index,
  );
  return entries && elf.bytesOf(entries);
}
