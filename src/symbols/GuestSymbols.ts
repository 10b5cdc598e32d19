import type { Diagnostic } from '../formats/Diagnostic';
import type { LineTable, SourceFrame } from './LineTable';
import type { SymbolImage } from './SymbolImage';
import type { SymbolPlace } from './SymbolPlace';

/** Reads the lines of an image; undefined: it has no debug information. */
export type OpenLines = (image: SymbolImage) => LineTable | undefined;

/** The symbol a guest's address is in, and the image that says so. */
export interface ResolvedAddress extends SymbolPlace {
  readonly image: SymbolImage;
}

/** All symbols of one VM: its kernel's, its modules' and its programs', each where the VM has it. */
export class GuestSymbols {
  private readonly lines = new Map<SymbolImage, LineTable | undefined>();

  /** `images`: the ones that are asked first in front. */
  constructor(
    readonly images: readonly SymbolImage[],
    private readonly openLines: OpenLines,
  ) {}

  /** Undefined: no image has a symbol there, as none has for what user space runs. */
  find(address: number): ResolvedAddress | undefined {
    for (const image of this.images) {
      const { bias, table } = image;
      if (bias === undefined || table === undefined) continue;
      const place = table.find(address - bias);
      // What moves with the kernel is the kernel: modules of another boot are somewhere else.
      if (place === undefined || (bias !== 0 && place.module !== undefined)) continue;
      return {
        ...place,
        address: place.address + bias,
        module: place.module ?? image.module,
        image,
      };
    }
    return undefined;
  }

  /** Source lines of an address, innermost inlined function first; empty: no image knows them. Throws as `LineTable` does. */
  frames(address: number): readonly SourceFrame[] {
    for (const image of this.images) {
      if (image.bias === undefined || image.elf === undefined) continue;
      const frames = this.linesOf(image)?.frames(address - image.bias) ?? [];
      const outermost = frames.at(-1);
      if (outermost === undefined) continue;
      // Assembly has lines and mostly no functions: then the symbol names it, as in addr2line.
      const name = outermost.function ?? this.find(address)?.name;
      return [...frames.slice(0, -1), { ...outermost, function: name }];
    }
    return [];
  }

  /** What is wrong with an image's debug information, as far as it was asked for. */
  lineDiagnostics(image: SymbolImage): readonly Diagnostic[] {
    return this.lines.get(image)?.diagnostics ?? [];
  }

  private linesOf(image: SymbolImage): LineTable | undefined {
    if (!this.lines.has(image)) this.lines.set(image, this.openLines(image));
    return this.lines.get(image);
  }
}
