import { KERNEL_AREA } from '../kernelSpan';
import type { KernelSpan } from '../SymbolFile';

/** KASLR puts a kernel at multiples of this (CONFIG_PHYSICAL_ALIGN, at least 2 MiB on x86-64). */
const ALIGNMENT = 0x20_0000;

/** All that could be added to a kernel's addresses so that it stands where KASLR may put one. */
export function kernelSlides({ start, end }: KernelSpan): readonly number[] {
  const slides: number[] = [];
  const rest = ((start % ALIGNMENT) + ALIGNMENT) % ALIGNMENT;
  const last = KERNEL_AREA.end - (end - start);
  for (let at = KERNEL_AREA.start + rest; at <= last; at += ALIGNMENT) slides.push(at - start);
  return slides;
}

export function isInKernelArea(rip: number): boolean {
  return rip >= KERNEL_AREA.start && rip < KERNEL_AREA.end;
}
