import type { PageRow } from '../../../src/protocol/pages';
import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { icon } from '../../dom/icon';
import { counted, formatCount } from '../../format/count';
import { formatDuration, type ClockUnit } from '../../format/time';
import type { PageRef, TableSort } from '../../state/viewState';
import { showSort, sortHead } from '../../tables/sortHead';
import { turnedSort } from '../../tables/sortRows';
import { tableCell } from '../parts/partTable';
import type { PageColumn } from './pageColumns';
import type { PageGroup } from './pageGroups';
import { hexText } from './pageTexts';

/** Building more rows than this at once would be felt; the rest comes by a button. */
const rowsAtFirst = 100;

export interface PagesTableOptions {
  readonly sorted: (sort: TableSort) => void;
  /** Rows are built anew: what belongs to the old ones can go. */
  readonly rebuilt: () => void;
}

export interface PagesTableContent {
  readonly columns: readonly PageColumn[];
  /** One group without a heading, or several with. */
  readonly groups: readonly PageGroup[];
  readonly isGrouped: boolean;
  readonly sort: TableSort;
  readonly shown: PageRef | undefined;
  readonly clockUnit: ClockUnit;
}

/** Pages that faulted, in groups that open and close. */
export class PagesTable {
  readonly root: HTMLElement;
  private readonly table = element('table', {
    class: 'sortable',
    'aria-label': 'Pages that faulted',
    'data-testid': 'pages',
  });
  private readonly more: HTMLElement;
  private readonly closed = new Set<string>();
  private mostRows = rowsAtFirst;
  private content: PagesTableContent | undefined;

  constructor(private readonly options: PagesTableOptions) {
    this.more = createButton({
      label: '',
      testId: 'pages-more',
      pressed: () => {
        this.mostRows = Number.POSITIVE_INFINITY;
        this.draw();
      },
    });
    this.root = element(
      'div',
      {
        class: 'part-scroller pages-scroller',
        tabindex: '0',
        role: 'group',
        'aria-label': 'Pages that faulted, scrolls',
      },
      this.table,
      this.more,
    );
  }

  show(content: PagesTableContent): void {
    this.content = content;
    this.draw();
  }

  /** Says which page's details are shown, without building rows. */
  mark(shown: PageRef | undefined): void {
    for (const row of this.table.querySelectorAll<HTMLElement>('tr[data-page]')) {
      const isShown = shown !== undefined && row.dataset['page'] === keyOf(shown);
      row.classList.toggle('shown', isShown);
      if (isShown) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  }

  private draw(): void {
    const { content } = this;
    if (content === undefined) return;
    this.options.rebuilt();
    const { columns, groups, sort } = content;
    const heads = columns.map((column) => {
      if (column.sortKey === undefined) {
        return element(
          'th',
          { scope: 'col', class: column.id, title: column.meaning },
          column.title,
        );
      }
      const head = sortHead(column, () => {
        this.options.sorted(turnedSort(sort, column.id, column.isNumeric));
      });
      showSort(head, column.id, sort);
      return head;
    });
    let left = this.mostRows;
    const bodies: HTMLElement[] = [];
    for (const group of groups) {
      if (left <= 0) break;
      const pages = group.pages.slice(0, left);
      left -= pages.length;
      bodies.push(this.body(group, pages, content));
    }
    this.table.replaceChildren(element('thead', {}, element('tr', {}, ...heads)), ...bodies);
    const total = groups.reduce((sum, { pages }) => sum + pages.length, 0);
    this.more.hidden = total <= this.mostRows;
    this.more.textContent = `Show all ${counted(total, 'page')}`;
    this.mark(content.shown);
  }

  private body(
    group: PageGroup,
    pages: readonly PageRow[],
    { columns, isGrouped, clockUnit }: PagesTableContent,
  ): HTMLElement {
    const isClosed = isGrouped && this.closed.has(group.key);
    const rows = isClosed
      ? []
      : pages.map((page) =>
          element(
            'tr',
            { 'data-testid': 'pages-row', 'data-page': keyOf(page) },
            ...columns.map((column) => tableCell(column, page)),
          ),
        );
    const head = isGrouped ? [this.groupHead(group, isClosed, columns.length, clockUnit)] : [];
    return element('tbody', {}, ...head, ...rows);
  }

  private groupHead(
    group: PageGroup,
    isClosed: boolean,
    width: number,
    clockUnit: ClockUnit,
  ): HTMLElement {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'disclosure',
        'aria-expanded': String(!isClosed),
        'data-testid': 'pages-group',
        'data-key': group.key,
      },
      icon('expand'),
      groupText(group, clockUnit),
    );
    button.addEventListener('click', () => {
      if (isClosed) this.closed.delete(group.key);
      else this.closed.add(group.key);
      this.draw();
      this.table.querySelector<HTMLElement>(`[data-key="${group.key}"]`)?.focus();
    });
    return element(
      'tr',
      { class: 'group-row' },
      element('th', { scope: 'rowgroup', colspan: width.toString() }, button),
    );
  }
}

function groupText(group: PageGroup, clockUnit: ClockUnit): string {
  const { isContested, vm, fromGpa, belowGpa, pages } = group;
  const faults = pages.reduce((sum, page) => sum + page.faults, 0);
  const costNs = pages.reduce((sum, page) => sum + page.costNs, 0);
  const what = isContested ? 'contested page' : 'page';
  return `VM ${vm}, ${hexText(fromGpa)} to ${hexText(belowGpa - 1)}: ${counted(pages.length, what)}, ${formatCount(faults)} faults, ${formatDuration(costNs, clockUnit)}`;
}

function keyOf({ vm, gpa }: PageRef): string {
  return `${vm}/${gpa}`;
}
