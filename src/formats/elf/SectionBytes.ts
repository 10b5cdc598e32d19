import type { ByteSource, Decompressor } from '../ByteSource';
import { rangeSource } from '../rangeSource';
import { elfError } from './elfBytes';
import { SectionFlag, SectionType } from './elfConstants';
import type { ElfSection, ElfSections } from './ElfFile';
import { inflateOld, inflateSection } from './inflateSection';

const DEBUG = '.debug_';
/** How binutils named packed sections before `SHF_COMPRESSED` (`--compress-debug-sections=zlib-gnu`). */
const OLD_PACKED = '.zdebug_';

/** The bytes of sections; what had to be inflated is kept, as it will be asked for again. */
export class SectionBytes implements ElfSections {
  private readonly inflated = new Map<ElfSection, ByteSource>();
  private readonly byName = new Map<string, ElfSection>();

  constructor(
    private readonly source: ByteSource,
    sections: readonly ElfSection[],
    private readonly decompressor: Decompressor,
  ) {
    for (const section of sections) {
      if (!this.byName.has(section.name)) this.byName.set(section.name, section);
    }
  }

  find(name: string): ByteSource | undefined {
    const section = this.byName.get(name) ?? this.oldPacked(name);
    return section && this.bytesOf(section);
  }

  bytesOf(section: ElfSection): ByteSource | undefined {
    if (section.type === SectionType.noBits) return undefined;
    const { name, offset, bytes } = section;
    if (offset + bytes > this.source.size) {
      throw elfError(
        `section ${name}`,
        offset,
        `says it has ${bytes} bytes, and the file ends after ${Math.max(0, this.source.size - offset)} of them`,
      );
    }
    const packed = rangeSource(this.source, offset, bytes);
    const isPacked = (section.flags & SectionFlag.compressed) !== 0;
    if (!isPacked && !name.startsWith(OLD_PACKED)) return packed;
    let known = this.inflated.get(section);
    if (known === undefined) {
      const inflate = isPacked ? inflateSection : inflateOld;
      known = inflate(packed, section, this.decompressor);
      this.inflated.set(section, known);
    }
    return known;
  }

  private oldPacked(name: string): ElfSection | undefined {
    if (!name.startsWith(DEBUG)) return undefined;
    return this.byName.get(OLD_PACKED + name.slice(DEBUG.length));
  }
}
