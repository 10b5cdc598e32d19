import type { ByteSource } from '../formats/ByteSource';
import { RelocatedSource } from '../formats/elf/RelocatedSource';
import { relocationsOf } from '../formats/elf/relocationsOf';
import { symbolNames, symbolValues } from '../formats/elf/symbolValues';
import { SectionType } from '../formats/elf/elfConstants';
import type { ElfFile, ElfSection } from '../formats/elf/ElfFile';
import { readFully } from '../formats/readFully';
import type { SectionAddresses } from './elfTable';
import { externalNames } from './externalNames';
import type { ImageCode, OpenPlace } from './ImageCode';

/** A section of code where the guest has it. */
interface CodeSection {
  readonly section: ElfSection;
  readonly address: number;
  readonly bytes: number;
}

/**
 * The code of a kernel module where a guest has it: with the addresses that its file leaves open, of
 * its own functions and of what `external` knows. The guest's kernel may have patched it since
 * (alternatives, static calls, ftrace), as it may have any kernel's.
 */
export class ModuleCode implements ImageCode {
  /** By what their headers say alone: one that is damaged keeps nobody from the code of others. */
  private readonly sections: readonly CodeSection[];
  private readonly opened = new Map<CodeSection, ByteSource | undefined>();
  private values: Float64Array | undefined;

  /** `external`: where the guest has symbols of other files, as far as that is known. */
  constructor(
    private readonly elf: ElfFile,
    private readonly places: SectionAddresses,
    private readonly external: ReadonlyMap<string, number>,
  ) {
    this.sections = elf.sections.flatMap((section): CodeSection[] => {
      const address = places.get(section.index);
      if (address === undefined || section.type === SectionType.noBits) return [];
      // A damaged size must not take the addresses of others.
      return [{ section, address, bytes: Math.min(section.bytes, elf.source.size) }];
    });
  }

  has(address: number): boolean {
    return this.sectionAt(address) !== undefined;
  }

  /** Throws a `FormatError` where the section is damaged. */
  read(address: number, target: Uint8Array): number {
    const at = this.sectionAt(address);
    const source = at && this.sourceOf(at);
    return at && source ? readFully(source, target, address - at.address) : 0;
  }

  openBetween(from: number, to: number): readonly OpenPlace[] {
    const at = this.sectionAt(from);
    const source = at && this.sourceOf(at);
    if (at === undefined || !(source instanceof RelocatedSource)) return [];
    const { address } = at;
    const open = source.openBetween(from - address, to - address);
    const wanted = new Set(open.map(({ symbol }) => symbol));
    const names = symbolNames(this.elf, (number) => wanted.has(number));
    return open.map(({ offset, symbol }) => ({
      address: address + offset,
      symbol: names.get(symbol) ?? `symbol ${symbol}`,
    }));
  }

  private sectionAt(address: number): CodeSection | undefined {
    return this.sections.find((one) => address >= one.address && address < one.address + one.bytes);
  }

  private sourceOf(at: CodeSection): ByteSource | undefined {
    if (!this.opened.has(at)) this.opened.set(at, this.open(at));
    return this.opened.get(at);
  }

  private open({ section, address }: CodeSection): ByteSource | undefined {
    const source = this.elf.bytesOf(section);
    const entries = relocationsOf(this.elf, section);
    if (source === undefined || entries === undefined) return source;
    const values = (this.values ??= this.symbolValues());
    return new RelocatedSource(source, entries, (symbol) => values[symbol] ?? NaN, address);
  }

  private symbolValues(): Float64Array {
    const values = symbolValues(this.elf, ({ index }) => this.places.get(index));
    for (const [symbol, name] of externalNames(this.elf)) {
      values[symbol] = this.external.get(name) ?? NaN;
    }
    return values;
  }
}
