import { exportColumns } from '../queries/exportColumns';
import { recordingNames } from './eventAccess';
import { keepsOf } from './keepsOf';
import type { OpenTrace } from './OpenTrace';

/** Columns of a table of a trace's events, as far as it was read. `events`: names of those that are wanted; none: all are. */
export function eventColumns(
  trace: Pick<OpenTrace, 'sources' | 'reader'>,
  events: readonly string[],
): string[] {
  const { sources, reader } = trace;
  const wanted = keepsOf(events);
  return exportColumns({
    recordings: sources.map(({ recording }) => recording),
    names: recordingNames(trace),
    kinds: reader.kinds.filter(({ system, name }) => wanted(system, name)),
    streams: reader.streams,
    t0: reader.t0,
    unit: reader.unit,
    hasLosses: reader.lost.length > 0,
    isWhole: events.length === 0,
  });
}
