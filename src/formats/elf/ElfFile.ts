import type { ByteSource } from '../ByteSource';

/** What an ELF file is: `e_type`. */
export type ElfType = 'relocatable' | 'executable' | 'shared' | 'core';

/** A section header; numbers as `elf.h` names them. */
export interface ElfSection {
  readonly index: number;
  readonly name: string;
  /** `SHT_…` */
  readonly type: number;
  /** `SHF_…`, the lower 32 bits: the upper ones mean nothing on x86. */
  readonly flags: number;
  /** Where it stands in memory, as `base/signedAddress` holds addresses; 0 in a relocatable file. */
  readonly address: number;
  /** Byte of the file. */
  readonly offset: number;
  /** In the file as it is there (packed or not); of `SHT_NOBITS`, in memory only. */
  readonly bytes: number;
  /** `sh_link`, `sh_info`: section numbers, for most types. */
  readonly link: number;
  readonly info: number;
  /** Its address is a multiple of this; 0 and 1: of anything. */
  readonly alignment: number;
  readonly entryBytes: number;
}

/** A program header. */
export interface ElfSegment {
  /** `PT_…` */
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  /** In the file; in memory what is more is zero. */
  readonly bytes: number;
  readonly memoryBytes: number;
}

/** The sections of an object file by name, whose bytes are read (and inflated) when they are asked for. */
export interface ElfSections {
  /**
   * Bytes of a section as a source of their own, which starts at 0: a range of the file, or what the
   * section inflates to (`SHF_COMPRESSED`, or `.zdebug_info` for `.debug_info`). Undefined: the file
   * has no such section, or only its length (`SHT_NOBITS`). Throws a `FormatError` for a section
   * that reaches past the file, or does not inflate.
   */
  find(name: string): ByteSource | undefined;
  /** The same for a section that shares its name with others, as those of a relocatable file may. */
  bytesOf(section: ElfSection): ByteSource | undefined;
}

/** An ELF file for x86-64, whose headers are read. */
export interface ElfFile extends ElfSections {
  readonly source: ByteSource;
  readonly type: ElfType;
  /** In the order of the file, the empty one in front included: an index is a section's number. */
  readonly sections: readonly ElfSection[];
  readonly segments: readonly ElfSegment[];
}
