/** Numbers of the ELF specification (gABI chapters 4 and 5; `include/uapi/linux/elf.h`), as far as they are used. */
export const SectionType = {
  progBits: 1,
  symbolTable: 2,
  stringTable: 3,
  relocations: 4,
  note: 7,
  noBits: 8,
  dynamicSymbols: 11,
  symbolSections: 18,
} as const;

export const SectionFlag = { alloc: 0x2, executable: 0x4, compressed: 0x800 } as const;

export const SegmentType = { load: 1, note: 4 } as const;

/** Section numbers with a meaning of their own in a symbol's `st_shndx`. */
export const SectionNumber = {
  undefined: 0,
  firstReserved: 0xff00,
  absolute: 0xfff1,
  common: 0xfff2,
  /** The number does not fit: it stands in a table of its own, or in section 0. */
  extended: 0xffff,
} as const;

/** `st_info`: type in the lower half, binding in the upper one. */
export const SymbolType = {
  none: 0,
  object: 1,
  function: 2,
  section: 3,
  file: 4,
  tls: 6,
  indirectFunction: 10,
} as const;
export const SymbolBinding = { local: 0, global: 1, weak: 2 } as const;

export const Compression = { zlib: 1, zstd: 2 } as const;

export const NOTE_BUILD_ID = 3;
