import { ByteCursor } from '../ByteCursor';
import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import { Feature } from './Feature';
import { joinedKernels } from './guestKernels';
import { TRACEPOINT_TYPE } from './PerfAttr';
import type { PerfDataFile } from './PerfDataFile';
import { PerfDataParts } from './PerfDataParts';
import { readAttrTable } from './readAttrTable';
import { readFeature } from './readFeature';
import { readHeader } from './readHeader';
import type { FileRange, PerfHeader } from './readHeader';
import { readLeadingRecords } from './readLeadingRecords';

/**
 * Reads everything a perf.data says of its records. Throws a `FormatError` only when nothing can be
 * shown; other damage is in `diagnostics`.
 */
export function readPerfData(source: ByteSource): PerfDataFile {
  const header = readHeader(source);
  const { littleEndian } = header;
  const parts = new PerfDataParts(littleEndian);
  parts.isCompressed = header.features.includes(Feature.compressed);
  parts.isDirectory = header.features.includes(Feature.dirFormat);
  if (!header.isPipe) readAttrTable(source, header, parts);
  const data = dataWithin(source, header);
  const isWhole = header.isPipe || (header.data.bytes > 0 && data.bytes === header.data.bytes);
  if (isWhole) readFeatures(source, header, parts);
  else reportEnd(source, header, parts);
  readLeadingRecords(source, data, parts);
  reportMissingFormats(parts, isWhole);
  if (parts.events.length === 0) throw noEvents(data);
  return {
    littleEndian,
    data,
    events: parts.events,
    formats: parts.formats,
    comms: parts.comms,
    isCompressed: parts.isCompressed,
    isDirectory: parts.isDirectory,
    kernel: parts.kernel,
    cpuCounts: parts.cpuCounts,
    hostCpus: [...parts.hostCpus].sort((a, b) => a - b),
    guestKernels: joinedKernels(parts.guestKernels),
    diagnostics: parts.diagnostics,
  };
}

/** The records, as far as the file reaches; all that follows where the header does not say where they end. */
function dataWithin(source: ByteSource, { data }: PerfHeader): FileRange {
  const left = Math.max(0, source.size - data.offset);
  return { offset: data.offset, bytes: data.bytes === 0 ? left : Math.min(data.bytes, left) };
}

/** Places of the sections stand behind the data, in the order of the features' numbers. */
function readFeatures(source: ByteSource, header: PerfHeader, parts: PerfDataParts): void {
  const { littleEndian, data, features } = header;
  const start = data.offset + data.bytes;
  const cursor = new ByteCursor(source, { section: 'header features', littleEndian, start });
  for (const feature of features) {
    const isPlaced = parts.attempt(() => {
      const at = cursor.u64AsNumber('the offset of a feature');
      const range = { start: at, end: at + cursor.u64AsNumber('the size of a feature') };
      parts.attempt(
        () => readFeature(source, feature, range, parts),
        'What it tells was left out.',
      );
    }, 'What the header features behind it tell was left out.');
    if (!isPlaced) return;
  }
}

function reportEnd(source: ByteSource, { data }: PerfHeader, parts: PerfDataParts): void {
  if (data.bytes === 0) {
    parts.warn(
      'recorder-killed',
      'The header does not say where the records end: perf was killed before it could finish the file, or is still recording. The records are shown up to the end of the file. End perf with Ctrl-C (SIGINT) and wait until it has written the file.',
      null,
    );
    return;
  }
  const missing = data.offset + data.bytes - source.size;
  parts.warn(
    'truncated-section',
    `The file ends ${missing} bytes before its records do: it was cut short. The records up to there are shown. Copy the whole file, or record again.`,
    source.size,
  );
}

function noEvents({ offset }: FileRange): FormatError {
  return new FormatError(
    'truncated',
    { section: 'event attributes', offset },
    'the file names no recorded event, so nothing tells how its samples are laid out',
    'The recording was probably cut short. Record again, or copy the whole file.',
  );
}

/** Without formats, all that is known of a tracepoint's events is their number. */
function reportMissingFormats(parts: PerfDataParts, isWhole: boolean): void {
  const hasTracepoints = parts.events.some(({ attr }) => attr.type === TRACEPOINT_TYPE);
  if (!hasTracepoints || parts.formats.length > 0) return;
  const cause = isWhole ? '' : ', which perf writes behind the records when it ends';
  parts.warn(
    'missing-formats',
    `The file has no formats of its tracepoints (feature TRACING_DATA)${cause}. Its events are listed by number, without names and fields. Record again; perf record -o - > FILE writes the formats first, so that they outlast a crash.`,
    null,
  );
}
