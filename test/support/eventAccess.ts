import { exitNamesOf } from '../../src/engine/exitNames';
import type { OpenTrace } from '../../src/engine/OpenTrace';
import { EventAccess } from '../../src/queries/EventAccess';

/** What views look events up with, for a trace that keeps its blocks. */
export function eventAccess(trace: OpenTrace): EventAccess {
  return new EventAccess({
    table: trace.table,
    records: trace.records,
    littleEndian: trace.file.littleEndian,
    directory: trace.directory,
    commOf: (tid) => trace.commOf(tid),
    exitNames: exitNamesOf(trace),
  });
}
