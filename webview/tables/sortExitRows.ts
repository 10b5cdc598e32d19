import type { ExitRow } from '../../src/protocol/ExitRow';
import type { TableSort } from '../state/viewState';
import { exitColumns, type ExitContext } from './exitColumns';
import { sortRows, turnedSort } from './sortRows';

/** A sorted copy of the rows of the exits table. */
export function sortExitRows(
  rows: readonly ExitRow[],
  sort: TableSort,
  context: ExitContext,
): readonly ExitRow[] {
  const column = exitColumns.find(({ id }) => id === sort.column);
  if (column === undefined) return rows;
  return sortRows(rows, (row) => column.sortKey(row, context), sort.descending);
}

/** A click on the sorted column turns it round; on another, the order most look for first. */
export function nextSort(current: TableSort, columnId: string): TableSort {
  const isQuantity = exitColumns.some(({ id, isNumeric }) => id === columnId && isNumeric);
  return turnedSort(current, columnId, isQuantity && columnId !== 'vm' && columnId !== 'vcpu');
}
