import type { ByteSource } from '../ByteSource';
import { ByteCursor } from '../ByteCursor';
import { FormatError } from '../FormatError';
import { latin1 } from '../text';
import { metadataSequence } from './metadataSequence';
import { MOST_CPUS } from './readHeader';
import { addOption, OptionId, optionCursor, selectedClock } from './readOptions';
import type { RawOption } from './readOptions';
import type { CpuBuffer } from './TraceDatFile';
import type { TraceDatParts } from './TraceDatParts';

const TAG_BYTES = 10;
const CPU_ENTRY_BYTES = 16;
const MOST_CLOCK_BYTES = 4096;

/** Version 6 is one sequence: each step starts where the one before it ended. */
export function readV6(source: ByteSource, parts: TraceDatParts): void {
  const { headerEnd, littleEndian } = parts.header;
  const cursor = new ByteCursor(source, { section: 'header_page', littleEndian, start: headerEnd });
  const steps: typeof metadataSequence = [
    ...metadataSequence,
    ['CPU table', () => readBuffers(source, cursor, parts)],
  ];
  for (const [section, step] of steps) {
    cursor.section = section;
    try {
      step(cursor, parts);
    } catch (error) {
      if (!(error instanceof FormatError) || parts.pageLayout === undefined) throw error;
      parts.reportError(error, 'What follows it in the file was left out.');
      return;
    }
  }
}

/** CPU count, options, then the top instance's table; the other instances' tables stand where options say. */
function readBuffers(source: ByteSource, cursor: ByteCursor, parts: TraceDatParts): void {
  let cpuCount = checkedCpuCount(cursor, cursor.u32());
  let tag = cursor.text(TAG_BYTES);
  if (tag.startsWith('options')) {
    readOptionList(cursor, parts);
    tag = cursor.text(TAG_BYTES);
  }
  const { littleEndian, pageBytes } = parts.header;
  for (const option of parts.options) {
    if (option.id === OptionId.cpuCount)
      cpuCount = checkedCpuCount(cursor, optionCursor(option, littleEndian).u32());
    if (option.id === OptionId.buffer) break; // Counts behind an instance are the instance's own.
  }
  if (tag.startsWith('latency')) {
    parts.diagnostics.push(latencyText(cursor.position));
    return;
  }
  if (!tag.startsWith('flyrecord')) {
    throw cursor.error('bad-value', `"${tag}" instead of "flyrecord"`, cursor.position - TAG_BYTES);
  }
  const cpus = readCpuTable(cursor, cpuCount, parts);
  const clock = readClock(cursor, parts.options);
  parts.buffers.push({ instance: '', clock, pageBytes, cpus });
  readInstances(source, cpuCount, clock, parts);
}

function readOptionList(cursor: ByteCursor, parts: TraceDatParts): void {
  cursor.section = 'options';
  for (;;) {
    const offset = cursor.position;
    const id = cursor.u16();
    if (id === OptionId.done) break;
    addOption(cursor, parts.options, { id, payload: cursor.bytes(cursor.u32()), offset });
  }
  cursor.section = 'CPU table';
}

/** An entry that cannot be costs its CPU only. */
function readCpuTable(cursor: ByteCursor, cpuCount: number, parts: TraceDatParts): CpuBuffer[] {
  const cpus: CpuBuffer[] = [];
  for (let hostCpu = 0; hostCpu < cpuCount; hostCpu++) {
    const next = cursor.position + CPU_ENTRY_BYTES;
    try {
      const offset = cursor.u64AsNumber(`the data offset of CPU ${hostCpu}`);
      const bytes = cursor.u64AsNumber(`the data size of CPU ${hostCpu}`);
      if (bytes > 0) cpus.push({ hostCpu, offset, bytes });
    } catch (error) {
      if (!(error instanceof FormatError) || error.code === 'truncated') throw error;
      parts.reportError(error, `The events of CPU ${hostCpu} were left out.`);
      cursor.skip(next - cursor.position);
    }
  }
  return cpus;
}

/** The clock text follows the table only where a TRACECLOCK option announced it. */
function readClock(cursor: ByteCursor, options: readonly RawOption[]): string | undefined {
  const option = options.findLast((candidate) => candidate.id === OptionId.traceClock);
  if (option === undefined) return undefined;
  const fromOption = selectedClock(latin1(option.payload.subarray(0, MOST_CLOCK_BYTES)));
  if (cursor.remaining < 8) return fromOption;
  const bytes = cursor.u64AsNumber('the size of the clock text');
  if (bytes > MOST_CLOCK_BYTES || bytes > cursor.remaining) return fromOption;
  return selectedClock(cursor.text(bytes)) ?? fromOption;
}

function readInstances(
  source: ByteSource,
  topCpuCount: number,
  clock: string | undefined,
  parts: TraceDatParts,
): void {
  const { littleEndian, pageBytes } = parts.header;
  parts.options.forEach((option, index) => {
    if (option.id !== OptionId.buffer) return;
    const described = optionCursor(option, littleEndian);
    const offset = described.u64AsNumber("an instance's offset");
    const instance = described.zstr();
    const next = parts.options[index + 1];
    const cpuCount =
      next?.id === OptionId.cpuCount ? optionCursor(next, littleEndian).u32() : topCpuCount;
    const section = `instance ${instance}`;
    const cursor = new ByteCursor(source, { section, littleEndian, start: offset });
    try {
      const tag = cursor.text(TAG_BYTES);
      if (!tag.startsWith('flyrecord')) {
        throw cursor.error('bad-value', `"${tag}" instead of "flyrecord"`, offset);
      }
      const cpus = readCpuTable(cursor, checkedCpuCount(cursor, cpuCount), parts);
      parts.buffers.push({ instance, clock, pageBytes, cpus });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      parts.reportError(error, `The instance "${instance}" was left out.`);
    }
  });
}

function checkedCpuCount(cursor: ByteCursor, count: number): number {
  if (count > MOST_CPUS) throw cursor.error('bad-value', `says ${count} CPUs`);
  return count;
}

function latencyText(offset: number): TraceDatParts['diagnostics'][number] {
  return {
    severity: 'error',
    code: 'latency-text',
    message:
      'This recording holds the text of a latency tracer instead of events (trace-cmd record -p with a latency tracer). ' +
      'Record with -e kvm instead, or read it with trace-cmd report.',
    offset,
  };
}
