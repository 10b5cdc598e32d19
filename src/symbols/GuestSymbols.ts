import type { Diagnostic } from '../formats/Diagnostic';
import type { OpenPlace } from './ImageCode';
import type { LineTable, SourceFrame } from './LineTable';
import type { SymbolImage } from './SymbolImage';
import type { SymbolPlace } from './SymbolPlace';

/** Addresses whose source lines are kept: as many as a trace has places, and those of some functions. */
const MOST_KNOWN = 1 << 16;

/** Reads the lines of an image; undefined: it has no debug information. */
export type OpenLines = (image: SymbolImage) => LineTable | undefined;

/** The symbol a guest's address is in, and the image that says so. */
export interface ResolvedAddress extends SymbolPlace {
  readonly image: SymbolImage;
}

/** All symbols of one VM: its kernel's, its modules' and its programs', each where the VM has it. */
export class GuestSymbols {
  private readonly lines = new Map<SymbolImage, LineTable | undefined>();
  /** A trace has the same addresses again and again. */
  private readonly known = new Map<number, readonly SourceFrame[]>();

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
        next: place.next === undefined ? undefined : place.next + bias,
        module: place.module ?? image.module,
        image,
      };
    }
    return undefined;
  }

  /** Where a symbol starts; undefined: no image has one of this name. */
  addressOf(name: string): number | undefined {
    for (const { bias, table } of this.images) {
      const address = bias === undefined ? undefined : table?.addressOf(name);
      if (address === undefined || bias === undefined) continue;
      if (this.find(address + bias) !== undefined) return address + bias;
    }
    return undefined;
  }

  /** Reads a part of what an answer about the lines of an address needs; false once nothing of it lacks. */
  prepareFrames(address: number): boolean {
    if (this.known.has(address)) return false;
    return this.images.some(
      (image) =>
        image.bias !== undefined &&
        image.elf !== undefined &&
        this.linesOf(image)?.prepare(address - image.bias) === true,
    );
  }

  /** Source lines of an address, innermost inlined function first; empty: no image knows them. Throws as `LineTable` does. */
  frames(address: number): readonly SourceFrame[] {
    let frames = this.known.get(address);
    if (frames === undefined) {
      frames = this.readFrames(address);
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(address, frames);
    }
    return frames;
  }

  /** Where the source begins the function around an address; undefined: no image knows it. */
  definition(address: number): Pick<SourceFrame, 'file' | 'line'> | undefined {
    for (const image of this.images) {
      if (image.bias === undefined || image.elf === undefined) continue;
      const place = this.linesOf(image)?.definition(address - image.bias);
      if (place !== undefined) return place;
    }
    // Assembly is where its first instruction is.
    return this.frames(address).at(-1);
  }

  /** Whether an image has the code at an address. */
  hasCode(address: number): boolean {
    return this.images.some(({ bias, code }) => bias !== undefined && code?.has(address - bias));
  }

  /** Copies the code at an address; returns how many bytes an image has there, 0 where none has any. */
  readCode(address: number, target: Uint8Array): number {
    for (const { bias, code } of this.images) {
      const bytes = bias === undefined ? 0 : (code?.read(address - bias, target) ?? 0);
      if (bytes > 0) return bytes;
    }
    return 0;
  }

  /** Of code that `readCode` copied: what in it waits for an address that nobody knows. */
  openPlaces(from: number, to: number): readonly OpenPlace[] {
    for (const { bias, code } of this.images) {
      if (bias === undefined || code?.has(from - bias) !== true) continue;
      const open = code.openBetween?.(from - bias, to - bias) ?? [];
      return open.map(({ address, symbol }) => ({ address: address + bias, symbol }));
    }
    return [];
  }

  private readFrames(address: number): readonly SourceFrame[] {
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
