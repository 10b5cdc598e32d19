import type { ByteSource, Decompressor } from '../ByteSource';
import { FormatError } from '../FormatError';
import { readFully } from '../readFully';
import { SectionNumber } from './elfConstants';
import { elfAddress, elfBytes, elfError, elfSize } from './elfBytes';
import type { ElfFile, ElfSection, ElfSegment, ElfType } from './ElfFile';
import { sectionNames } from './sectionNames';
import { SectionBytes } from './SectionBytes';

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
const HEADER_BYTES = 64;
const SECTION_BYTES = 64;
const SEGMENT_BYTES = 56;
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;
const X86_64 = 62;
/** `e_phnum` that does not fit: the number stands in section 0. */
const EXTENDED_SEGMENTS = 0xffff;
/** A kernel module built with a section for each function has some thousands. */
const MOST_SECTIONS = 1 << 17;
const MOST_SEGMENTS = 1 << 12;
const HEADER = 'ELF header';

const types: ReadonlyMap<number, ElfType> = new Map([
  [1, 'relocatable'],
  [2, 'executable'],
  [3, 'shared'],
  [4, 'core'],
]);

/** Whether a file is ELF of any kind, by its first bytes. */
export function isElf(start: Uint8Array): boolean {
  return MAGIC.every((byte, index) => start[index] === byte);
}

/**
 * Reads the headers of an ELF file; everything else is read when it is asked for. Throws a
 * `FormatError` for what is no ELF file, for another machine's, and for damaged headers. Guests on
 * x86 that this program knows are 64-bit: a 32-bit or big-endian file is refused.
 */
export function readElf(source: ByteSource, decompressor: Decompressor): ElfFile {
  const start = new Uint8Array(HEADER_BYTES);
  const got = readFully(source, start, 0);
  if (!isElf(start)) throw refused(0, 'this is no ELF file');
  checkMachine(start);
  if (got < HEADER_BYTES) elfBytes(source, HEADER, 0, HEADER_BYTES);
  const header = new DataView(start.buffer);
  const type = types.get(header.getUint16(16, true));
  if (type === undefined) {
    throw refused(16, `its type is ${header.getUint16(16, true)}, which is no program or object`);
  }
  const { sections, segmentCount } = readSections(source, header);
  const segments = readSegments(source, header, segmentCount);
  const bytes = new SectionBytes(source, sections, decompressor);
  return {
    source,
    type,
    sections,
    segments,
    find: (name) => bytes.find(name),
    bytesOf: (section) => bytes.bytesOf(section),
  };
}

function checkMachine(start: Uint8Array): void {
  if (start[4] !== CLASS_64)
    throw refused(4, 'this is a 32-bit file, its class is not ELF64', ONLY_X86_64);
  if (start[5] !== LITTLE_ENDIAN) throw refused(5, 'it is not little-endian', ONLY_X86_64);
  const machine = start[18]! | (start[19]! << 8);
  if (machine !== X86_64)
    throw refused(18, `it is for machine ${machine}, not x86-64`, ONLY_X86_64);
}

/** Whoever gives the right file of another guest has nothing better to give. */
const ONLY_X86_64 =
  'Code of 64-bit x86 guests alone is read; of a kernel for 64 bits give its vmlinux.';

function refused(
  offset: number,
  reason: string,
  advice = 'Give the vmlinux, module or program that the guest runs.',
): FormatError {
  return new FormatError('unsupported', { section: HEADER, offset }, reason, advice);
}

function readSections(
  source: ByteSource,
  header: DataView,
): { sections: ElfSection[]; segmentCount: number } {
  const offset = elfSize(header, 40);
  const saidSegments = header.getUint16(56, true);
  if (offset === 0) return { sections: [], segmentCount: saidSegments };
  const entryBytes = header.getUint16(58, true);
  if (entryBytes !== SECTION_BYTES) {
    throw elfError(HEADER, 58, `a section header of ${entryBytes} bytes, not ${SECTION_BYTES}`);
  }
  // More sections than the header's field can say are counted in section 0, as is the table of names.
  const first = new DataView(elfBytes(source, 'section headers', offset, SECTION_BYTES).buffer);
  const count = header.getUint16(60, true) || elfSize(first, 32);
  if (count > MOST_SECTIONS) throw elfError(HEADER, 60, `says it has ${count} sections`);
  const said = header.getUint16(62, true);
  const names = said === SectionNumber.extended ? first.getUint32(40, true) : said;
  const segmentCount =
    saidSegments === EXTENDED_SEGMENTS ? first.getUint32(44, true) : saidSegments;
  const table = elfBytes(source, 'section headers', offset, count * SECTION_BYTES);
  return { sections: sectionsOf(source, new DataView(table.buffer), count, names), segmentCount };
}

function sectionsOf(
  source: ByteSource,
  table: DataView,
  count: number,
  namesIndex: number,
): ElfSection[] {
  const nameOf = sectionNames(source, table, count, namesIndex);
  const sections: ElfSection[] = [];
  for (let index = 0; index < count; index++) {
    const at = index * SECTION_BYTES;
    sections.push({
      index,
      name: nameOf(table.getUint32(at, true)),
      type: table.getUint32(at + 4, true),
      flags: table.getUint32(at + 8, true),
      address: elfAddress(table, at + 16),
      offset: elfSize(table, at + 24),
      bytes: elfSize(table, at + 32),
      link: table.getUint32(at + 40, true),
      info: table.getUint32(at + 44, true),
      alignment: elfSize(table, at + 48),
      entryBytes: elfSize(table, at + 56),
    });
  }
  return sections;
}

function readSegments(source: ByteSource, header: DataView, count: number): ElfSegment[] {
  const offset = elfSize(header, 32);
  if (offset === 0 || count === 0) return [];
  const entryBytes = header.getUint16(54, true);
  if (entryBytes !== SEGMENT_BYTES) {
    throw elfError(HEADER, 54, `a program header of ${entryBytes} bytes, not ${SEGMENT_BYTES}`);
  }
  if (count > MOST_SEGMENTS) throw elfError(HEADER, 56, `says it has ${count} program headers`);
  const table = elfBytes(source, 'program headers', offset, count * SEGMENT_BYTES);
  const view = new DataView(table.buffer);
  return Array.from({ length: count }, (_, index) => {
    const at = index * SEGMENT_BYTES;
    return {
      type: view.getUint32(at, true),
      flags: view.getUint32(at + 4, true),
      offset: elfSize(view, at + 8),
      address: elfAddress(view, at + 16),
      bytes: elfSize(view, at + 32),
      memoryBytes: elfSize(view, at + 40),
    };
  });
}
