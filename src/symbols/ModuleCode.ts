import type { ByteSource } from '../formats/ByteSource';
import { relocationsOf, RelocatedSource } from '../formats/elf/RelocatedSource';
import { symbolNames, symbolValues } from '../formats/elf/symbolValues';
import { SectionNumber, SectionType } from '../formats/elf/elfConstants';
import type { ElfFile } from '../formats/elf/ElfFile';
import { readFully } from '../formats/readFully';
import type { SectionAddresses } from './elfTable';
import type { ImageCode, OpenPlace } from './ImageCode';

/** What a module leaves to its kernel and to other modules, by the numbers of its symbols. */
export function externalNames(elf: ElfFile): ReadonlyMap<number, string> {
  return symbolNames(elf, (_, section) => section === SectionNumber.undefined);
}

/** A section of code where the guest has it. */
interface CodeSection {
  readonly address: number;
  readonly bytes: ByteSource;
}

/**
 * The code of a kernel module where a guest has it: with the addresses that its file leaves open, of
 * its own functions and of what `external` knows. The guest's kernel may have patched it since
 * (alternatives, static calls, ftrace), as it may have any kernel's.
 */
export class ModuleCode implements ImageCode {
  private sections: readonly CodeSection[] | undefined;

  /** `external`: where the guest has symbols of other files, as far as that is known. */
  constructor(
    private readonly elf: ElfFile,
    private readonly places: SectionAddresses,
    private readonly external: ReadonlyMap<string, number>,
  ) {}

  has(address: number): boolean {
    return this.sectionAt(address) !== undefined;
  }

  /** Throws a `FormatError` where the file is damaged. */
  read(address: number, target: Uint8Array): number {
    const section = this.sectionAt(address);
    return section === undefined ? 0 : readFully(section.bytes, target, address - section.address);
  }

  openBetween(from: number, to: number): readonly OpenPlace[] {
    const section = this.sectionAt(from);
    if (!(section?.bytes instanceof RelocatedSource)) return [];
    const { address, bytes } = section;
    const open = bytes.openBetween(from - address, to - address);
    const wanted = new Set(open.map(({ symbol }) => symbol));
    const names = symbolNames(this.elf, (number) => wanted.has(number));
    return open.map(({ offset, symbol }) => ({
      address: address + offset,
      symbol: names.get(symbol) ?? '',
    }));
  }

  private sectionAt(address: number): CodeSection | undefined {
    this.sections ??= this.opened();
    return this.sections.find(
      (one) => address >= one.address && address < one.address + one.bytes.size,
    );
  }

  private opened(): readonly CodeSection[] {
    const { elf, places } = this;
    const values = symbolValues(elf, ({ index }) => places.get(index));
    for (const [symbol, name] of externalNames(elf)) {
      values[symbol] = this.external.get(name) ?? NaN;
    }
    return elf.sections.flatMap((section): CodeSection[] => {
      const address = places.get(section.index);
      if (address === undefined || section.type === SectionType.noBits) return [];
      const source = elf.bytesOf(section);
      if (source === undefined || source.size === 0) return [];
      const entries = relocationsOf(elf, section);
      const bytes =
        entries === undefined
          ? source
          : new RelocatedSource(source, entries, (symbol) => values[symbol] ?? NaN, address);
      return [{ address, bytes }];
    });
  }
}
