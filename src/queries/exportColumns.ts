import type { EventKind, EventStream } from '../events/EventTable';
import { valueShape } from '../formats/tracefs/valueShape';
import {
  columnOfField,
  commonColumns,
  flagsColumn,
  instanceColumn,
  lossColumn,
  reasonColumn,
  sourceColumn,
} from '../ingest/csv/exportColumns';
import { exportFactsName } from '../ingest/csv/exportFacts';
import type { RecordedColumn, Recording } from '../ingest/Recording';

/** What a table of events is made of. */
export interface ExportedTrace {
  readonly recordings: readonly Recording[];
  /** What each of them is called. */
  readonly names: readonly string[];
  /** Of the wanted events. */
  readonly kinds: readonly EventKind[];
  readonly streams: readonly EventStream[];
  readonly t0: bigint | undefined;
  readonly unit: 'ns' | 'cycles';
  readonly hasLosses: boolean;
  /** All events are wanted: then a recording that is a table keeps its columns, used or not. */
  readonly isWhole: boolean;
}

/**
 * Columns of a table with one header for all events: what we add, every field once, and a last one
 * whose name says what no cell can.
 */
export function exportColumns(trace: ExportedTrace): string[] {
  const fields = fieldColumns(trace);
  const namesOf = (shape: Shape): string[] =>
    [...fields].filter(([, ofField]) => ofField === shape).map(([name]) => name);
  const { names, recordings } = trace;
  const { facts, clock } = recordings[0]!;
  const factsName = exportFactsName({
    t0: trace.t0,
    clock: clock.name,
    clockUnit: trace.unit,
    kernel: facts.kernel,
    hostCpus: facts.hostCpus,
    sources: names.length > 1 ? names : [],
    texts: namesOf('text'),
    lists: namesOf('list'),
  });
  return [...new Set([...addedColumns(trace), ...fields.keys()]), factsName];
}

function addedColumns(trace: ExportedTrace): readonly string[] {
  const { kinds, streams, hasLosses, recordings } = trace;
  const lacksFlags = recordings.every(({ facts }) => facts.lacksFlags === true);
  return [
    ...commonColumns.filter((name) => name !== flagsColumn || !lacksFlags),
    ...(recordings.length > 1 ? [sourceColumn] : []),
    ...(streams.some(({ instance }) => instance !== '') ? [instanceColumn] : []),
    ...(hasLosses ? [lossColumn] : []),
    ...(kinds.some(({ name }) => name === 'kvm_exit') ? [reasonColumn] : []),
  ];
}

type Shape = 'number' | RecordedColumn['shape'];

/** Columns of the events' own fields, with the shape that their values have in all of them. */
function fieldColumns({ kinds, recordings, isWhole }: ExportedTrace): Map<string, Shape> {
  const columns = new Map<string, Shape>();
  for (const { columns: ofTable = [] } of isWhole ? recordings : []) {
    for (const { name, shape } of ofTable) columns.set(name, shape);
  }
  for (const kind of kinds) {
    const shapes = new Map(kind.format?.fields.map((field) => [field.name, valueShape(field)]));
    const recording = recordings[kind.source]!;
    const { columns: ofTable = [] } = recording;
    for (const field of kind.ownFields) {
      const name = columnOfField(kind.name, field, recordings.length > 1);
      const shape =
        shapes.get(field) ??
        ofTable.find((column) => column.name === name)?.shape ??
        recording.shapeOf?.(kind.name, field);
      columns.set(name, !columns.has(name) || columns.get(name) === shape ? shape : undefined);
    }
  }
  return columns;
}
