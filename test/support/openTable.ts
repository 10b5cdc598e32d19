import type { TableColumns } from '../../src/base/tableColumns';
import { eventAccess } from '../../src/engine/eventAccess';
import { eventColumns } from '../../src/engine/eventColumns';
import { csvHeader, csvRows } from '../../src/export/csv';
import { exitNamesOf } from '../../src/engine/exitNames';
import { LossMarks } from '../../src/engine/LossMarks';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { readThrough } from '../../src/engine/readThrough';
import { exitPasses } from '../../src/engine/passes';
import type { ExitPasses } from '../../src/engine/passes';
import { memorySource } from '../../src/formats/memorySource';
import { openRecording } from '../../src/ingest/recordingFormats';
import type { Recording } from '../../src/ingest/Recording';
import type { ExitRow } from '../../src/protocol/ExitRow';
import type { EventRecord } from '../../src/queries/eventRecord';
import { eventRecord } from '../../src/queries/eventRecord';
import { exitRows } from '../../src/queries/exitRows';
import { sourcesOf } from './openTrace';
import type { OpenOptions } from './openTrace';

/** A trace that was read to its end, whatever it was read from. */
export type ReadTrace = OpenTrace & { readonly passes: ExitPasses };

export type ReadTable = ReadTrace & { readonly recording: Recording };

const noDecompressor = {
  zlib: (): never => {
    throw new Error('a table is not compressed');
  },
  zstd: (): never => {
    throw new Error('a table is not compressed');
  },
  zstdStream: (): never => {
    throw new Error('a table is not compressed');
  },
};

/** Opens a table as any file is opened, by what it holds, and reads it to its end; every block stays. */
export function openedTable(
  table: string | Uint8Array,
  { tableColumns, ...options }: OpenOptions & { readonly tableColumns?: TableColumns } = {},
): ReadTable {
  const bytes = typeof table === 'string' ? new TextEncoder().encode(table) : table;
  const source = memorySource('made.csv', bytes);
  const recording = openRecording({
    source,
    decompressor: noDecompressor,
    tscKhz: undefined,
    columnsOf: () => tableColumns,
  });
  const trace = new OpenTrace({ blocks: 'kept', ...options, open: sourcesOf(recording) });
  const passes = readThrough(trace, exitPasses(trace, trace.reader.fromNs));
  return Object.assign(trace, { passes, recording });
}

/** Every event, as `exitscope events --format json` has it. */
export function eventRecords(trace: ReadTrace): EventRecord[] {
  const access = eventAccess(trace, trace.passes);
  const losses = new LossMarks(trace.reader.lost);
  return trace.table.blocks.flatMap((block) =>
    Array.from({ length: block.length }, (_, at) => {
      const lost = losses.before(block.stream[at]!, block.time[at]!);
      return eventRecord(access, block, at, lost);
    }),
  );
}

/** What `exitscope events --format csv` writes. */
export function exportedCsv(trace: ReadTrace): string {
  const columns = eventColumns(trace, []);
  const records = eventRecords(trace);
  return csvHeader(columns) + (records.length === 0 ? '' : csvRows(records, columns));
}

export function exitRowsOf(trace: ReadTrace): readonly ExitRow[] {
  const { exits, directory } = trace.passes;
  return exitRows(exits.tallies, directory.refs(), exitNamesOf(trace), {});
}

/** Codes of what its recording says of itself. */
export function codesOf({ recording }: ReadTable): string[] {
  return recording.diagnostics.map(({ code }) => code);
}
