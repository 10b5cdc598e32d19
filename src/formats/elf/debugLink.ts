import { elfBytes } from './elfBytes';
import type { ElfFile } from './ElfFile';
import { latin1 } from '../text';

const MOST_LINK_BYTES = 4096 + 8;

/** What a stripped program says of the file its debug information went into (`.gnu_debuglink`). */
export interface DebugLink {
  /** Name without a folder. */
  readonly name: string;
  /** CRC-32 of that whole file. */
  readonly crc: number;
}

/** Undefined: the program names no such file. */
export function debugLink(elf: ElfFile): DebugLink | undefined {
  const source = elf.find('.gnu_debuglink');
  if (source === undefined || source.size > MOST_LINK_BYTES) return undefined;
  const bytes = elfBytes(source, 'section .gnu_debuglink', 0, source.size);
  const nameBytes = bytes.indexOf(0);
  // The name with its NUL is padded to a multiple of 4; the checksum follows.
  const crcAt = Math.ceil((nameBytes + 1) / 4) * 4;
  if (nameBytes <= 0 || crcAt + 4 > bytes.length) return undefined;
  const crc = new DataView(bytes.buffer).getUint32(crcAt, true);
  return { name: latin1(bytes.subarray(0, nameBytes)), crc };
}
