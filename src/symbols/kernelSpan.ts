import type { SymbolColumns } from '../formats/symbols/SymbolColumns';
import type { CodeBytes } from '../formats/elf/CodeBytes';
import { symbolsNamed } from '../formats/symbols/SymbolColumns';
import type { KernelSpan } from './SymbolFile';

/** Where x86-64 maps its kernel: KASLR moves it in this gigabyte (`KERNEL_IMAGE_SIZE`, Documentation/arch/x86/x86_64/mm.rst). */
export const KERNEL_AREA = { start: -0x8000_0000, end: -0x4000_0000 } as const;
/** Where a kernel is linked for: CONFIG_PHYSICAL_START of 16 MiB, from which KASLR only goes up. */
export const USUAL_LINK_ADDRESS = -0x7f00_0000;

const STARTS = ['_text', '_stext', 'startup_64'];
const ENDS = ['_end', '__bss_stop', '_etext'];

/** Undefined: these are no symbols of a Linux kernel. */
export function kernelSpan(columns: SymbolColumns): KernelSpan | undefined {
  const found = symbolsNamed(columns, [...STARTS, ...ENDS]);
  const firstOf = (names: readonly string[]): number | undefined => {
    const indexes = names.flatMap((name) => found.get(name)?.slice(0, 1) ?? []);
    return indexes.length === 0 ? undefined : columns.address[indexes[0]!];
  };
  const [start, end] = [firstOf(STARTS), firstOf(ENDS)];
  const isKernels = start !== undefined && start >= KERNEL_AREA.start && start < KERNEL_AREA.end;
  if (!isKernels) return undefined;
  return { start, end: end === undefined || end <= start ? start : end };
}

/** The same of an image without symbols, by where its code is. */
export function imageSpan({ ranges }: CodeBytes): KernelSpan | undefined {
  const [first] = ranges;
  if (
    first === undefined ||
    first.address < KERNEL_AREA.start ||
    first.address >= KERNEL_AREA.end
  ) {
    return undefined;
  }
  const end = ranges.reduce(
    (most, { address, bytes }) => Math.max(most, address + bytes),
    first.address,
  );
  return { start: first.address, end };
}
