import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { SymbolImage } from '../../symbols/SymbolImage';

/** A file of symbols, and where a VM has what it describes. */
export interface ImageRow extends SymbolImage {
  /** Undefined: there is no recording. */
  readonly vm: number | undefined;
}

/** Of each VM, in the order they are asked. */
export function imageRows(
  symbols: ReadonlyMap<number | undefined, GuestSymbols>,
): readonly ImageRow[] {
  return [...symbols].flatMap(([vm, { images }]) => images.map((image) => ({ ...image, vm })));
}
