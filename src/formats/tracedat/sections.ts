import { messageOf } from '../../base/messageOf';
import type { ByteSource, Decompressor } from '../ByteSource';
import { ByteCursor } from '../ByteCursor';
import { FormatError } from '../FormatError';
import { memorySource } from '../memorySource';
import { inflate } from './inflate';
import type { TraceDatHeader } from './TraceDatParts';

export const SECTION_HEADER_BYTES = 16;
/** Id of a section of options. */
export const OPTIONS_SECTION = 0;
/** Most bytes the compressed sections of metadata may hold together, inflated: ten times what any has. */
const MOST_SECTION_BYTES = 32 << 20;
const COMPRESSED = 1;

export interface SectionHeader {
  readonly id: number;
  readonly compressed: boolean;
  /** Byte of the section header. */
  readonly offset: number;
  /** First byte behind the header. */
  readonly start: number;
  /** Bytes behind the header. */
  readonly bytes: number;
}

/** Reads sections of a version 7 file. */
export class SectionReader {
  private inflatedBytes = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly header: TraceDatHeader,
    private readonly decompressor: Decompressor,
  ) {}

  headerAt(offset: number, section: string): SectionHeader {
    const { littleEndian } = this.header;
    const cursor = new ByteCursor(this.source, { section, littleEndian, start: offset });
    const id = cursor.u16();
    const flags = cursor.u16();
    cursor.skip(4); // Offset of a description that only lists of sections show.
    const bytes = cursor.u64AsNumber('a section size');
    return { id, compressed: (flags & COMPRESSED) !== 0, offset, start: cursor.position, bytes };
  }

  /** The payload of a metadata section, inflated where it is compressed. */
  open(header: SectionHeader, section: string): ByteCursor {
    const { littleEndian } = this.header;
    const end = header.start + header.bytes;
    const cursor = new ByteCursor(this.source, { section, littleEndian, start: header.start, end });
    if (!header.compressed) return cursor;
    const packedBytes = cursor.u32();
    const unpackedBytes = cursor.u32();
    if (this.inflatedBytes + unpackedBytes > MOST_SECTION_BYTES) {
      throw cursor.error('too-large', `says it inflates to ${unpackedBytes} bytes`, header.offset);
    }
    this.inflatedBytes += unpackedBytes;
    const packed = cursor.bytes(packedBytes);
    let bytes: Uint8Array;
    try {
      const from = { compression: this.header.compression, decompressor: this.decompressor };
      bytes = inflate(from, packed, unpackedBytes);
    } catch (error) {
      const cause = messageOf(error);
      throw new FormatError(
        'bad-compression',
        { section, offset: header.offset },
        `could not be unpacked (${cause})`,
        'The file is damaged here. Copy it again, or record again.',
      );
    }
    return new ByteCursor(memorySource(section, bytes), {
      section,
      littleEndian,
      reportedOffset: header.offset,
    });
  }
}
