import { exitNamesOf } from '../../src/engine/exitNames';
import { EventAccess } from '../../src/queries/EventAccess';
import type { TracePasses } from '../../src/engine/TracePasses';
import type { OpenTrace } from '../../src/engine/OpenTrace';

/** What views look events up with, for a trace that keeps its blocks. */
export function eventAccess(trace: OpenTrace & Pick<TracePasses, 'directory'>): EventAccess {
  return new EventAccess({
    table: trace.table,
    recordings: trace.sources.map(({ recording }) => recording),
    directory: trace.directory,
    exitNames: exitNamesOf(trace),
  });
}
