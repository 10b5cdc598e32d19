import { diagnose } from '../../../src/engine/diagnose';
import { exitNamesOf } from '../../../src/engine/exitNames';
import { factsOf } from '../../../src/engine/factsOf';
import { sessionPasses } from '../../../src/engine/passes';
import type { IdlePasses } from '../../../src/engine/passes';
import { openSources } from '../../../src/engine/openSources';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { readThrough } from '../../../src/engine/readThrough';
import { UnreadableFile } from '../../../src/engine/UnreadableFile';
import type { EventTable } from '../../../src/events/EventTable';
import { blockOfRow } from '../../../src/events/fields';
import { csvRows } from '../../../src/export/csv';
import { eventRecord } from '../../../src/queries/eventRecord';
import type { ByteSource, Decompressor } from '../../../src/formats/ByteSource';
import { eventDetail, eventPage } from '../../../src/queries/eventRows';
import { exitRows } from '../../../src/queries/exitRows';
import { periodJson } from '../../../src/queries/idle/periodJson';
import { PeriodTable } from '../../../src/queries/idle/PeriodTable';
import { eventAccess } from '../../../src/engine/eventAccess';
import { eventColumns } from '../../../src/engine/eventColumns';
import type { AnalysedTrace } from '../openTrace';
import { foreignColumns } from './foreignTable';

const ROWS_LOOKED_AT = 12;
/** Sums of damaged stamps, beyond what doubles count exactly. */
const ROUNDED = 1 + 1e-9;

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
  const passes = readThrough(trace, sessionPasses(trace, 0));
  const { table, reader } = trace;
  const { directory, exits } = passes;
  checkOrder(table);
  checkIdling(passes, reader.lastNs);
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

/** A vCPU is idle once at a time and within the trace, and its states are no longer than the trace. */
function checkIdling({ idle, states, directory }: IdlePasses, lastNs: number): void {
  const endsNs = new Map<number, number>();
  const table = new PeriodTable(idle, directory.refs());
  for (const period of table.walk()) {
    const { binding, startNs, endNs } = period;
    const beforeNs = endsNs.get(binding) ?? 0;
    const isInOrder = startNs >= beforeNs && (endNs < 0 || (endNs >= startNs && endNs <= lastNs));
    if (!isInOrder) throw new Error(`idle from ${startNs} to ${endNs}, after ${beforeNs}`);
    endsNs.set(binding, Math.max(beforeNs, endNs));
    JSON.parse(periodJson(period, table, idle));
  }
  for (const ledger of states.ledgers) {
    const toldNs = ledger?.totalsNs.reduce((sum, ns) => sum + ns, 0) ?? 0;
    if (!(toldNs <= lastNs * ROUNDED)) throw new Error(`states of ${toldNs} ns in ${lastNs}`);
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
