import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { SymbolImage } from '../../symbols/SymbolImage';

/** A file of symbols, and where a VM has what it describes. */
export interface ImageRow extends SymbolImage {
  /** Undefined: there is no recording. */
  readonly vm: number | undefined;
}

/** Of each VM, in the order they are asked; with what asking for source lines has shown. */
export function imageRows(
  symbols: ReadonlyMap<number | undefined, GuestSymbols>,
): readonly ImageRow[] {
  return [...symbols].flatMap(([vm, guest]) =>
    guest.images.map((image) => {
      const problems = [...image.problems, ...guest.lineDiagnostics(image)];
      return { ...image, problems, vm };
    }),
  );
}
