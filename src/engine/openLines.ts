import type { ElfFile } from '../formats/elf/ElfFile';
import { relocatedSections } from '../formats/elf/relocatedSections';
import { openDebugLines } from '../symbols/debugLines';
import type { OpenLines } from '../symbols/GuestSymbols';
import type { LineTable } from '../symbols/LineTable';
import { moduleSections } from '../symbols/moduleSections';

/** Of programs and kernels: several VMs may run one, and its lines are by its own addresses. */
const known = new WeakMap<ElfFile, LineTable | undefined>();

/** Source lines of an image, from the debug information in it; of a kernel module, where the guest has it. */
export const openLines: OpenLines = ({ elf, slide }) => {
  if (elf === undefined) return undefined;
  if (elf.type !== 'relocatable') {
    if (!known.has(elf)) known.set(elf, openDebugLines(elf));
    return known.get(elf);
  }
  if (slide === undefined) return undefined;
  const places = moduleSections(elf, slide);
  return openDebugLines(relocatedSections(elf, ({ index }) => places.get(index)));
};
