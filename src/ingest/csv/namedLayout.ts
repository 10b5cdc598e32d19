import { referredColumn } from '../../base/tableColumns';
import type { TableColumns } from '../../base/tableColumns';
import type { TableHead } from '../../formats/csv/TableHead';
import { FormatError } from '../../formats/FormatError';
import { NO_COLUMN, noPlaceColumns } from './TableLayout';
import type { PlaceColumns, TableField, TableLayout } from './TableLayout';

/** The layout of a table whose columns somebody named. Throws a `FormatError` for a column it does not have. */
export function namedLayout(head: TableHead, named: TableColumns): TableLayout {
  const { time } = named;
  const at = (column: string | undefined): number =>
    column === undefined ? NO_COLUMN : columnIndex(head, column);
  const places = {
    ...noPlaceColumns,
    time: at(time.column),
    event: at(named.event),
    cpu: at(named.cpu),
    tid: at(named.tid),
    comm: at(named.comm),
    vcpu: at(named.vcpu),
    reason: at(named.reason),
  };
  return {
    kind: 'named',
    places,
    timeUnit: time.unit,
    t0: time.isRelative ? 0n : undefined,
    clock: undefined,
    clockUnit: 'ns',
    kernel: undefined,
    hostCpus: undefined,
    // Only an exit has a reason: where no column tells the event, that is what the rows are.
    eventName: named.event === undefined && named.reason !== undefined ? 'kvm_exit' : 'row',
    fields: fieldColumns(head, places),
  };
}

function columnIndex({ columns }: TableHead, column: string): number {
  const index = referredColumn(columns, column);
  if (index >= 0) return index;
  throw new FormatError(
    'bad-value',
    { section: 'table header', offset: 0 },
    `there is no column ${column}, only ${columns.join(', ')}`,
    'Name one of these.',
  );
}

/**
 * All columns that are no place become fields, each under a name of its own; the reason too, which
 * other events than exits may have.
 */
function fieldColumns({ columns }: TableHead, places: PlaceColumns): readonly TableField[] {
  const { reason, ...others } = places;
  const taken = new Set<number>(Object.values(others));
  const names = new Set<string>();
  return columns.flatMap((written, column) => {
    if (taken.has(column)) return [];
    const plain = column === reason ? 'reason' : written || `column ${column + 1}`;
    let name = plain;
    for (let copy = 2; names.has(name); copy++) name = `${plain}_${copy}`;
    names.add(name);
    return [{ name, column, shape: undefined }];
  });
}
