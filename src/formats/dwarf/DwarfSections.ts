import type { ByteSource } from '../ByteSource';

/** Where an image keeps its debug information: sections by name, inflated. An `ElfFile` is one. */
export interface DwarfSections {
  /** The section `.debug_info`, …; undefined where the image has none of that name. */
  find(name: string): ByteSource | undefined;
}
