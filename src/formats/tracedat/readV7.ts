import type { ByteSource, Decompressor } from '../ByteSource';
import { FormatError } from '../FormatError';
import { metadataSections } from './metadata';
import type { SectionStep } from './metadata';
import { isPageSize, MOST_CPUS } from './readHeader';
import { OptionId, optionCursor, readOptionsSection } from './readOptions';
import type { RawOption } from './readOptions';
import { recoverSections } from './recoverSections';
import { OPTIONS_SECTION, SectionReader } from './sections';
import type { CpuBuffer } from './TraceDatFile';
import type { TraceDatParts } from './TraceDatParts';

const MOST_OPTIONS_SECTIONS = 1000;

/** Version 7: a chain of options, which say where everything else is. */
export function readV7(source: ByteSource, decompressor: Decompressor, parts: TraceDatParts): void {
  const sections = new SectionReader(source, parts.header, decompressor);
  try {
    readOptionsChain(sections, parts);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    parts.reportError(error, 'Sections were searched from the start of the file instead.');
    recoverSections(source, sections, parts);
    return;
  }
  for (const [id, name, step] of metadataSections) readSection(sections, parts, id, name, step);
  for (const option of parts.options) {
    if (option.id === OptionId.buffer) readBuffer(option, parts);
    if (option.id === OptionId.bufferText) {
      parts.warn(
        'latency-text',
        'This recording holds the text of a latency tracer. Only its events are shown; read the text with trace-cmd report.',
        option.offset,
      );
    }
  }
}

function readOptionsChain(sections: SectionReader, parts: TraceDatParts): void {
  const seen = new Set<number>();
  let offset = parts.header.optionsOffset;
  do {
    const header = sections.headerAt(offset, 'options');
    const loops = seen.has(offset) || seen.size >= MOST_OPTIONS_SECTIONS;
    if (loops || header.id !== OPTIONS_SECTION) {
      throw new FormatError(
        'bad-value',
        { section: 'options', offset },
        loops ? 'the chain of options runs in a circle' : `section ${header.id} instead of options`,
        loops ? 'The file is damaged here.' : 'The recording was probably cut short.',
      );
    }
    seen.add(offset);
    offset = readOptionsSection(sections.open(header, 'options'), parts.options, offset);
  } while (offset !== 0);
}

function readSection(
  sections: SectionReader,
  parts: TraceDatParts,
  id: number,
  name: string,
  step: SectionStep,
): void {
  const option = parts.options.findLast((candidate) => candidate.id === id);
  if (option === undefined) {
    parts.warn('missing-section', `The recording has no section with its ${name}.`, null);
    return;
  }
  try {
    const offset = optionCursor(option, parts.header.littleEndian).u64AsNumber('a section offset');
    const header = sections.headerAt(offset, name);
    if (header.id !== id) {
      const reason = `section ${header.id} instead of ${id}`;
      throw new FormatError('bad-value', { section: name, offset }, reason, 'The file is damaged.');
    }
    step(sections.open(header, name), parts);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    parts.reportError(error, `The ${name} were read up to there.`);
  }
}

/** Instance name, clock, sub-buffer size, and where each CPU's data lies. CPUs without data are not listed. */
function readBuffer(option: RawOption, parts: TraceDatParts): void {
  const cursor = optionCursor(option, parts.header.littleEndian);
  cursor.section = 'buffer option';
  try {
    cursor.skip(8); // The section's own offset: the CPUs' offsets below are absolute.
    const instance = cursor.zstr();
    const clock = cursor.zstr();
    const pageBytes = cursor.u32();
    const cpuCount = cursor.u32();
    if (!isPageSize(pageBytes) || cpuCount > MOST_CPUS) {
      throw cursor.error('bad-value', `${cpuCount} CPUs with sub-buffers of ${pageBytes} bytes`);
    }
    const cpus: CpuBuffer[] = [];
    for (let index = 0; index < cpuCount; index++) {
      const hostCpu = cursor.u32();
      const offset = cursor.u64AsNumber(`the data offset of CPU ${hostCpu}`);
      const bytes = cursor.u64AsNumber(`the data size of CPU ${hostCpu}`);
      if (bytes > 0) cpus.push({ hostCpu, offset, bytes });
    }
    parts.buffers.push({ instance, clock: clock === '' ? undefined : clock, pageBytes, cpus });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    parts.reportError(error, 'Its events were left out.');
  }
}
