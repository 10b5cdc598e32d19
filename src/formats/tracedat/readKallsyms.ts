import type { ByteSource, Decompressor } from '../ByteSource';
import { ByteCursor } from '../ByteCursor';
import { memorySource } from '../memorySource';
import { metadataSequence } from './metadataSequence';
import { readHeader } from './readHeader';
import { OptionId } from './readOptions';
import { SECTION_HEADER_BYTES, SectionReader } from './sections';
import { TraceDatParts } from './TraceDatParts';
import type { TraceDatHeader } from './TraceDatParts';

const KALLSYMS = 'kallsyms';
/** Metadata stands before the events: a recording has some ten sections in all. */
const MOST_SECTIONS = 1000;

/**
 * The text of `/proc/kallsyms` that a trace.dat holds of the machine it was recorded on. Undefined:
 * it holds none. Throws a `FormatError` when the file is damaged before it.
 */
export function readKallsyms(
  source: ByteSource,
  decompressor: Decompressor,
): ByteSource | undefined {
  const header = readHeader(source);
  const cursor =
    header.version === 6
      ? sequenceUpToKallsyms(source, header)
      : kallsymsSection(source, header, decompressor);
  const bytes = cursor?.u32() ?? 0;
  return cursor === undefined || bytes === 0
    ? undefined
    : memorySource(source.name, cursor.bytes(bytes));
}

function sequenceUpToKallsyms(source: ByteSource, header: TraceDatHeader): ByteCursor {
  const { littleEndian, headerEnd } = header;
  const cursor = new ByteCursor(source, { section: KALLSYMS, littleEndian, start: headerEnd });
  const parts = new TraceDatParts(header);
  for (const [section, step] of metadataSequence) {
    cursor.section = section;
    if (section === KALLSYMS) break;
    step(cursor, parts);
  }
  return cursor;
}

/** Sections stand one behind the other from the file header on. */
function kallsymsSection(
  source: ByteSource,
  header: TraceDatHeader,
  decompressor: Decompressor,
): ByteCursor | undefined {
  const sections = new SectionReader(source, header, decompressor);
  let offset = header.headerEnd;
  for (let count = 0; count < MOST_SECTIONS; count++) {
    if (offset + SECTION_HEADER_BYTES > source.size) return undefined;
    const section = sections.headerAt(offset, 'section');
    if (section.id === OptionId.kallsyms) return sections.open(section, KALLSYMS);
    if (section.bytes === 0) return undefined;
    offset = section.start + section.bytes;
  }
  return undefined;
}
