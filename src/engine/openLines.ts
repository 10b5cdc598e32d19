import { relocatedSections } from '../formats/elf/relocatedSections';
import { openDebugLines } from '../symbols/debugLines';
import type { OpenLines } from '../symbols/GuestSymbols';
import { moduleSections } from '../symbols/moduleSections';

/** Source lines of an image, from the debug information in it; of a kernel module, where the guest has it. */
export const openLines: OpenLines = ({ elf, slide }) => {
  if (elf?.type !== 'relocatable') return elf && openDebugLines(elf);
  if (slide === undefined) return undefined;
  const places = moduleSections(elf, slide);
  return openDebugLines(relocatedSections(elf, ({ index }) => places.get(index)));
};
