import { element } from '../dom/element';
import type { TableSort } from '../state/viewState';

export interface SortedColumn {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly isNumeric: boolean;
}

/** The head of a column by which a table of class `sortable` can be sorted. */
export function sortHead(column: SortedColumn, pressed: () => void): HTMLElement {
  const { id, title, meaning } = column;
  const button = element('button', { type: 'button', title: meaning }, title);
  button.addEventListener('click', pressed);
  return element('th', { scope: 'col', class: cellClass(column), 'data-column': id }, button);
}

/** Says of a head whether its column is the one the table is sorted by. */
export function showSort(head: HTMLElement, column: string, sort: TableSort): void {
  const order = sort.descending ? 'descending' : 'ascending';
  head.setAttribute('aria-sort', column === sort.column ? order : 'none');
}

/** By its column, and by whether numbers stand in it. */
export function cellClass({ id, isNumeric }: Pick<SortedColumn, 'id' | 'isNumeric'>): string {
  return isNumeric ? `${id} number` : id;
}
