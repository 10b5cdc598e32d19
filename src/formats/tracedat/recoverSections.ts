import { hex } from '../../base/hex';
import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import { readFully } from '../readFully';
import { chunkLimit } from './chunkLimit';
import { metadataSections } from './metadata';
import { OptionId, readOptionsSection } from './readOptions';
import { OPTIONS_SECTION, SECTION_HEADER_BYTES } from './sections';
import type { SectionHeader, SectionReader } from './sections';
import type { CpuBuffer } from './TraceDatFile';
import type { TraceDatParts } from './TraceDatParts';

const MOST_SECTIONS = 10_000;

/**
 * A recording that was cut short has no options, which say where its sections are. The sections
 * themselves stand one behind the other from the file header on, metadata first: they are read in
 * that order, and the events of the buffer section up to the cut.
 */
export function recoverSections(
  source: ByteSource,
  sections: SectionReader,
  parts: TraceDatParts,
): void {
  let offset = parts.header.headerEnd;
  for (
    let count = 0;
    count < MOST_SECTIONS && offset + SECTION_HEADER_BYTES <= source.size;
    count++
  ) {
    try {
      const header = sections.headerAt(offset, 'section');
      recoverSection(source, sections, header, parts);
      // An unfinished section says size 0, or more than there is: nothing can stand behind it.
      if (header.bytes === 0) return;
      offset = header.start + header.bytes;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      parts.reportError(error, 'The search ended there.');
      return;
    }
  }
}

function recoverSection(
  source: ByteSource,
  sections: SectionReader,
  header: SectionHeader,
  parts: TraceDatParts,
): void {
  const metadata = metadataSections.find(([id]) => id === header.id);
  if (metadata !== undefined) {
    const [, name, step] = metadata;
    step(sections.open(header, name), parts);
  } else if (header.id === OPTIONS_SECTION) {
    const isKnown = parts.options.some(({ offset }) => offset === header.offset);
    if (!isKnown)
      readOptionsSection(sections.open(header, 'options'), parts.options, header.offset);
  } else if (header.id === OptionId.buffer) {
    const { pageBytes } = parts.header;
    const cpus =
      parts.header.compression === undefined
        ? plainCpus(source, header, parts)
        : packedCpus(source, header, parts);
    parts.buffers.push({ instance: '', clock: undefined, pageBytes, cpus });
    parts.warn(
      'recovered-buffer',
      `The table of CPUs is missing: ${cpus.length} runs of sub-buffers were found and numbered in file order, so host CPU numbers may be others.`,
      header.offset,
    );
  }
}

/** Each CPU's data starts at a page boundary with its chunk count, then chunks that state their sizes. */
function packedCpus(source: ByteSource, header: SectionHeader, parts: TraceDatParts): CpuBuffer[] {
  const { littleEndian, pageBytes } = parts.header;
  const word = (at: number): number | undefined => {
    const bytes = new Uint8Array(4);
    if (readFully(source, bytes, at) < 4) return undefined;
    return new DataView(bytes.buffer).getUint32(0, littleEndian);
  };
  const cpus: CpuBuffer[] = [];
  let start = pageAligned(header.start, pageBytes);
  for (;;) {
    const count = word(start);
    if (count === undefined || count === 0) return cpus;
    let at = start + 4;
    let complete = true;
    for (let chunk = 0; chunk < count && complete; chunk++) {
      const packed = word(at);
      const unpacked = word(at + 4);
      const plausible =
        packed !== undefined &&
        unpacked !== undefined &&
        unpacked > 0 &&
        unpacked <= chunkLimit(pageBytes, 1);
      if (plausible && at + 8 + packed <= source.size) at += 8 + packed;
      else complete = false;
    }
    if (at > start + 4) {
      const bytes = at - start;
      cpus.push({ hostCpu: cpus.length, offset: start, bytes, isCut: !complete });
    }
    if (!complete) {
      parts.warn(
        'truncated-section',
        `CPU data at byte ${hex(at)}: the file ends inside a compressed chunk. The events from there on are missing.`,
        at,
      );
      return cpus;
    }
    start = pageAligned(at, pageBytes);
  }
}

/** Sub-buffers of one CPU are in time order: where the base stamp goes back, the next CPU begins. */
function plainCpus(source: ByteSource, header: SectionHeader, parts: TraceDatParts): CpuBuffer[] {
  const { littleEndian, pageBytes } = parts.header;
  const stampOffset = parts.pageLayout?.timestampOffset ?? 0;
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  const cpus: CpuBuffer[] = [];
  const first = pageAligned(header.start, pageBytes);
  let runStart = first;
  let last = 0n;
  let at = first;
  for (; at + pageBytes <= source.size; at += pageBytes) {
    if (readFully(source, bytes, at + stampOffset) < 8) break;
    const stamp = view.getBigUint64(0, littleEndian);
    if (stamp < last && stamp !== 0n) {
      cpus.push({ hostCpu: cpus.length, offset: runStart, bytes: at - runStart });
      runStart = at;
    }
    if (stamp !== 0n) last = stamp;
  }
  if (at > runStart) cpus.push({ hostCpu: cpus.length, offset: runStart, bytes: at - runStart });
  return cpus;
}

function pageAligned(offset: number, pageBytes: number): number {
  return Math.ceil(offset / pageBytes) * pageBytes;
}
