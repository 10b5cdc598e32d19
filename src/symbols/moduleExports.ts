import type { ElfFile } from '../formats/elf/ElfFile';
import { symbolNames } from '../formats/elf/symbolValues';

/** What `EXPORT_SYMBOL()` makes beside a symbol, in the file that has it (include/linux/export.h). */
export const EXPORT = '__ksymtab_';
/** Its section, which a module's linker script joins with the others (scripts/module.lds.S). */
const SECTION = /^__?_ksymtab/;

/** Names that a kernel module exports. */
export function moduleExports(elf: ElfFile): ReadonlySet<string> {
  const isExports = elf.sections.map(({ name }) => SECTION.test(name));
  const names = symbolNames(elf, (_, section) => isExports[section] === true);
  const exported = [...names.values()].filter((name) => name.startsWith(EXPORT));
  return new Set(exported.map((name) => name.slice(EXPORT.length)));
}
