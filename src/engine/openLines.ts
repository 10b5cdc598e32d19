import { openDebugLines } from '../symbols/debugLines';
import type { OpenLines } from '../symbols/GuestSymbols';

/**
 * Source lines of an image, from the debug information in it. That of a kernel module waits for the
 * module's place, as its code does: addresses in it mean nothing yet.
 */
export const openLines: OpenLines = ({ elf }) =>
  elf === undefined || elf.type === 'relocatable' ? undefined : openDebugLines(elf);
