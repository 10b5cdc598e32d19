import { SectionFlag } from '../formats/elf/elfConstants';
import { KERNEL_AREA } from './kernelSpan';
import type { SymbolImage } from './SymbolImage';

/** A kernel that a guest has elsewhere than it was linked for. */
export interface MovedKernel {
  /** Addresses it was linked for, as `base/signedAddress` holds them. */
  readonly start: number;
  readonly end: number;
  /** What is added to them in the guest. */
  readonly bias: number;
}

/** The kernel whose code stands at an address; undefined: none that was moved. */
export function movedKernel(
  images: readonly SymbolImage[],
  address: number,
): MovedKernel | undefined {
  const image = images.find(
    ({ bias, code }) => bias !== undefined && code?.has(address - bias) === true,
  );
  const { bias = 0, elf, module } = image ?? {};
  if (bias === 0 || module !== undefined) return undefined;
  const sections = (elf?.sections ?? []).filter(
    ({ flags, address: at }) =>
      (flags & SectionFlag.alloc) !== 0 && at >= KERNEL_AREA.start && at < KERNEL_AREA.end,
  );
  if (sections.length === 0) return undefined;
  const start = sections.reduce((least, { address: at }) => Math.min(least, at), Infinity);
  const end = sections.reduce((most, { address: at, bytes }) => Math.max(most, at + bytes), start);
  return { start, end, bias };
}
