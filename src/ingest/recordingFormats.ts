import type { ColumnsOfHeader } from '../base/tableColumns';
import type { ByteSource, Decompressor } from '../formats/ByteSource';
import { notARecording } from '../formats/otherFiles';
import { readFully } from '../formats/readFully';
import { isPerfData } from '../formats/perfdata/readHeader';
import { isTraceDat } from '../formats/tracedat/readHeader';
import { isTable, openTable } from './csv/openTable';
import { PerfRecording } from './perfdata/PerfRecording';
import type { Recording } from './Recording';
import { TextRecording } from './text/TextRecording';
import { isTextExport } from './text/textSurvey';
import { TraceDatRecording } from './tracedat/TraceDatRecording';

export interface OpenRecordingOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  /** Frequency of a cycle clock the file does not give one for, a whole number of kHz. */
  readonly tscKhz: number | undefined;
  /** What the columns of tables are whose header does not tell. */
  readonly columnsOf?: ColumnsOfHeader | undefined;
}

interface RecordingFormat {
  readonly recognises: (start: Uint8Array, options: OpenRecordingOptions) => boolean;
  readonly open: (options: OpenRecordingOptions, start: Uint8Array) => Recording;
}

/** Every container we read. Adding one is a folder beside `tracedat/` and a line here. */
const recordingFormats: readonly RecordingFormat[] = [
  { recognises: isTraceDat, open: (options) => new TraceDatRecording(options) },
  { recognises: isPerfData, open: (options) => new PerfRecording(options) },
  { recognises: isTextExport, open: (options) => new TextRecording(options) },
  // Last: other texts may have commas, too.
  {
    recognises: (start, { columnsOf = nobodySaid }) => isTable(start, columnsOf),
    open: ({ source, columnsOf = nobodySaid }, start) => openTable(source, start, columnsOf),
  },
];

function nobodySaid(): undefined {
  return undefined;
}

/** Bytes that tell one container from another; of texts, enough lines to see how they are laid out. */
const START_BYTES = 1 << 16;

/** Opens a file by its content, whatever its name. Throws a `FormatError` when nothing of it can be shown. */
export function openRecording(options: OpenRecordingOptions): Recording {
  const first = new Uint8Array(START_BYTES);
  const start = first.subarray(0, readFully(options.source, first, 0));
  const format = recordingFormats.find(({ recognises }) => recognises(start, options));
  if (format === undefined) throw notARecording(start);
  return format.open(options, start);
}
