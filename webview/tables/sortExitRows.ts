import type { ExitRow } from '../../src/protocol/requests';
import type { ExitSort } from '../state/viewState';
import { exitColumns, type ExitContext } from './exitColumns';

/** A sorted copy. Rows without a value come last whichever way it is sorted; ties keep their order. */
export function sortExitRows(
  rows: readonly ExitRow[],
  sort: ExitSort,
  context: ExitContext,
): readonly ExitRow[] {
  const column = exitColumns.find(({ id }) => id === sort.column);
  if (column === undefined) return rows;
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const leftKey = column.sortKey(left, context);
    const rightKey = column.sortKey(right, context);
    if (leftKey === rightKey) return 0;
    if (leftKey === undefined) return 1;
    if (rightKey === undefined) return -1;
    return leftKey < rightKey ? -sign : sign;
  });
}

/** A click on the sorted column turns it round; on another, the order most look for first. */
export function nextSort(current: ExitSort, columnId: string): ExitSort {
  if (current.column === columnId) {
    return { column: columnId, descending: !current.descending };
  }
  const isQuantity = exitColumns.some(({ id, isNumeric }) => id === columnId && isNumeric);
  return { column: columnId, descending: isQuantity && columnId !== 'vm' && columnId !== 'vcpu' };
}
