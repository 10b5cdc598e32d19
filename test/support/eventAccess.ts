import { exitNamesOf } from '../../src/engine/exitNames';
import { EventAccess } from '../../src/queries/EventAccess';
import type { AnalysedTrace } from './openTrace';

/** What views look events up with, for a trace that keeps its blocks. */
export function eventAccess(trace: AnalysedTrace): EventAccess {
  return new EventAccess({
    table: trace.table,
    records: trace.records,
    littleEndian: trace.file.littleEndian,
    directory: trace.directory,
    commOf: (tid) => trace.commOf(tid),
    exitNames: exitNamesOf(trace),
  });
}
