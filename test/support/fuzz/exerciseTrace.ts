import { diagnose } from '../../../src/engine/diagnose';
import { exitNamesOf } from '../../../src/engine/exitNames';
import { factsOf } from '../../../src/engine/factsOf';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { TracePasses } from '../../../src/engine/TracePasses';
import { UnreadableFile } from '../../../src/engine/UnreadableFile';
import type { EventTable } from '../../../src/events/EventTable';
import { blockOfRow } from '../../../src/events/fields';
import { csvRows } from '../../../src/export/csv';
import { eventRecord } from '../../../src/queries/eventRecord';
import type { ByteSource, Decompressor } from '../../../src/formats/ByteSource';
import { eventDetail, eventPage } from '../../../src/queries/eventRows';
import { exitRows } from '../../../src/queries/exitRows';
import { eventAccess } from '../../../src/engine/eventAccess';
import { eventColumns } from '../../../src/engine/eventColumns';
import type { AnalysedTrace } from '../openTrace';
import { foreignColumns } from './foreignTable';

const ROWS_LOOKED_AT = 12;

/** What became of a damaged recording. */
export type Exercise =
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'opened'; readonly events: number; readonly diagnostics: number };

/**
 * Opens the bytes and asks everything a view asks. Nothing but an UnreadableFile at the opening may go
 * wrong, and rows must be in time order.
 */
export function exerciseTrace(decompressor: Decompressor, source: ByteSource): Exercise {
  let trace: OpenTrace;
  try {
    const options = { source, decompressor, tscKhz: undefined, columnsOf: foreignColumns };
    trace = new OpenTrace({
      open: () => openSources([{ options }]),
      blocks: 'kept',
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { outcome: 'refused', message: error.message };
  }
  const passes = new TracePasses(trace, 0);
  readThrough(trace, passes);
  const { table, reader } = trace;
  const { directory, exits } = passes;
  checkOrder(table);
  const rows = exitRows(exits.tallies, directory.refs(), exitNamesOf(trace), {});
  exits.timeline.bins(() => true, reader.lastNs, 500);
  const { diagnostics } = factsOf(trace, passes);
  diagnose({ rows: trace, passes, isComplete: true });
  lookAtRows(Object.assign(trace, { directory, passes }));
  JSON.stringify(rows);
  return { outcome: 'opened', events: table.length, diagnostics: diagnostics.length };
}

function checkOrder(table: EventTable): void {
  let last = 0;
  for (const { time } of table.blocks) {
    for (const timeNs of time) {
      // Also false for NaN.
      if (!(timeNs >= last)) throw new Error(`time goes from ${last} to ${timeNs}`);
      last = timeNs;
    }
  }
}

function lookAtRows(trace: OpenTrace & Pick<AnalysedTrace, 'directory' | 'passes'>): void {
  const { table, reader } = trace;
  const count = Math.min(ROWS_LOOKED_AT, table.length);
  const rows = Float64Array.from({ length: count }, (_, index) =>
    Math.floor((index * (table.length - 1)) / Math.max(1, count - 1)),
  );
  const access = eventAccess(trace, trace.passes);
  eventPage(access, rows, { total: table.length, start: 0 });
  const columns = eventColumns(trace, []);
  for (const row of rows) {
    eventDetail(access, row, reader.t0!);
    const { block, at } = blockOfRow(table, row);
    const record = eventRecord(access, block, at);
    JSON.stringify(record);
    csvRows([record], columns);
  }
}
