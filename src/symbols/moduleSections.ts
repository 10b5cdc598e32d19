import { SectionFlag } from '../formats/elf/elfConstants';
import { latin1 } from '../formats/text';
import { readFully } from '../formats/readFully';
import type { ElfFile, ElfSection } from '../formats/elf/ElfFile';
import { baseName } from '../base/baseName';

const MODULE_INFO = '.modinfo';
const MOST_INFO_BYTES = 1 << 16;
/** Freed once the module has started (`module_init_layout_section()` in kernel/module/main.c). */
const INIT = '.init';

/**
 * Where the code of a loaded kernel module stands, by section number: the kernel puts the executable
 * sections first, in the order of the file, each aligned as it asks (`layout_sections()` in
 * kernel/module/main.c). `base`: the module's address in /proc/modules.
 */
export function moduleSections(elf: ElfFile, base: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let used = 0;
  for (const section of elf.sections) {
    if (!isCode(section) || section.name.startsWith(INIT)) continue;
    const alignment = Math.max(1, section.alignment);
    used = Math.ceil(used / alignment) * alignment;
    places.set(section.index, base + used);
    used += section.bytes;
  }
  return places;
}

/** As /proc/modules spells it: what the module says itself, else what its file is called. */
export function moduleName(elf: ElfFile): string {
  const info = elf.find(MODULE_INFO);
  if (info !== undefined) {
    const bytes = new Uint8Array(Math.min(info.size, MOST_INFO_BYTES));
    const entries = latin1(bytes.subarray(0, readFully(info, bytes, 0))).split('\0');
    const named = entries.find((entry) => entry.startsWith('name='));
    if (named !== undefined) return named.slice('name='.length);
  }
  const file = baseName(elf.source.name);
  return file.replace(/\.ko(\.debug)?$/, '').replaceAll('-', '_');
}

function isCode({ flags }: ElfSection): boolean {
  return (flags & SectionFlag.alloc) !== 0 && (flags & SectionFlag.executable) !== 0;
}
