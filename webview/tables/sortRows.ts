import type { TableSort } from '../state/viewState';

/** What rows are sorted by; undefined sorts last in either direction. */
export type SortKey = string | number | undefined;

/** A sorted copy. Rows without a value come last whichever way it is sorted; ties keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => SortKey,
  isDescending: boolean,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const leftKey = keyOf(left);
    const rightKey = keyOf(right);
    if (leftKey === rightKey) return 0;
    if (leftKey === undefined) return 1;
    if (rightKey === undefined) return -1;
    return leftKey < rightKey ? -sign : sign;
  });
}

/** A click on the sorted column turns it round; on another, the largest or the first come first. */
export function turnedSort(current: TableSort, column: string, isQuantity: boolean): TableSort {
  const isSame = current.column === column;
  return { column, descending: isSame ? !current.descending : isQuantity };
}
