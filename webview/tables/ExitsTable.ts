import type { ExitRow } from '../../src/protocol/ExitRow';
import { createButton } from '../controls';
import { element, setAttribute } from '../dom/element';
import { icon, type IconName } from '../dom/icon';
import { counted } from '../format/count';
import type { TableSort } from '../state/viewState';
import { exitColumns, type ExitColumn, type ExitContext } from './exitColumns';
import { nextSort, sortExitRows } from './sortExitRows';
import { cellClass, showSort, sortHead } from './sortHead';

export interface ExitsTableOptions {
  readonly sorted: (sort: TableSort) => void;
  /** The user wants to see the events a row counts. */
  readonly opened: (row: ExitRow) => void;
  /** The user wants to see the guest code that a row's exits come from. */
  readonly codeWanted: (row: ExitRow) => void;
}

/** Building more rows than this at once would be felt; the rest comes by a button. */
const rowsAtFirst = 400;

/** All exits by reason and vCPU. One row is in the tab order; arrow keys move to the others. */
export class ExitsTable {
  readonly root: HTMLElement;
  private readonly heads: readonly HTMLElement[];
  private readonly body = element('tbody');
  private readonly more: HTMLElement;
  private rows: readonly ExitRow[] = [];
  private sort: TableSort = { column: 'total', descending: true };
  private context: ExitContext = { clockUnit: 'ns', durationNs: 0 };
  private mostRows = rowsAtFirst;
  private activeKey: string | undefined;

  constructor(private readonly options: ExitsTableOptions) {
    this.heads = exitColumns.map((column) =>
      sortHead(column, () => {
        options.sorted(nextSort(this.sort, column.id));
      }),
    );
    const table = element(
      'table',
      {
        role: 'grid',
        class: 'sortable',
        'aria-label': 'Exits by reason and vCPU',
        'data-testid': 'exits-table',
      },
      element('thead', {}, element('tr', {}, ...this.heads)),
      this.body,
    );
    this.more = createButton({
      label: '',
      testId: 'exits-all',
      pressed: () => {
        this.mostRows = Number.POSITIVE_INFINITY;
        this.draw();
      },
    });
    this.root = element('div', { class: 'exits-scroller' }, table, this.more);
    table.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.body.addEventListener('dblclick', (event) => {
      this.openRowOf(event.target);
    });
    this.body.addEventListener('click', (event) => {
      this.clickRow(event);
    });
  }

  show(rows: readonly ExitRow[], sort: TableSort, context: ExitContext): void {
    this.rows = sortExitRows(rows, sort, context);
    this.sort = sort;
    this.context = context;
    this.draw();
  }

  /** As they are shown: in the order of the table. */
  get shownRows(): readonly ExitRow[] {
    return this.rows;
  }

  private draw(): void {
    const hadFocus = this.body.contains(document.activeElement);
    exitColumns.forEach((column, index) => {
      showSort(this.heads[index]!, column.id, this.sort);
    });
    const drawn = this.rows.slice(0, this.mostRows);
    if (!drawn.some((row) => keyOf(row) === this.activeKey)) {
      this.activeKey = drawn[0] === undefined ? undefined : keyOf(drawn[0]);
    }
    this.body.replaceChildren(...drawn.map((row) => this.row(row)));
    this.more.hidden = drawn.length === this.rows.length;
    this.more.textContent = `Show all ${counted(this.rows.length, 'row')}`;
    if (hadFocus) this.activeElement()?.focus();
  }

  private row(row: ExitRow): HTMLElement {
    const key = keyOf(row);
    return element(
      'tr',
      {
        'data-testid': 'exits-row',
        'data-key': key,
        tabindex: key === this.activeKey ? '0' : '-1',
      },
      ...exitColumns.map((column) => this.cell(column, row)),
    );
  }

  private cell(column: ExitColumn, row: ExitRow): HTMLElement {
    const { text, tooltip } = column.cell(row, this.context);
    const cell = element(
      'td',
      { class: cellClass(column), title: tooltip, 'data-column': column.id },
      text,
    );
    if (column.id === 'share') cell.append(shareBar(row.share));
    if (column.id === 'reason') cell.append(rowButtons(row));
    return cell;
  }

  private clickRow(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest('.open-events') !== null) this.openRowOf(target);
    else if (target.closest('.open-code') !== null) this.showCodeOf(target);
    else this.activate(target.closest('tr'));
  }

  private pressKey(event: KeyboardEvent): void {
    const current = event.target instanceof Element ? event.target.closest('tr') : null;
    if (current?.parentElement !== this.body) return;
    switch (event.key) {
      case 'Enter':
        if (event.shiftKey) this.showCodeOf(current);
        else this.openRowOf(current);
        break;
      case 'ArrowDown':
        this.activate(current.nextElementSibling);
        break;
      case 'ArrowUp':
        this.activate(current.previousElementSibling);
        break;
      case 'Home':
        this.activate(this.body.firstElementChild);
        break;
      case 'End':
        this.activate(this.body.lastElementChild);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private activate(row: Element | null): void {
    if (!(row instanceof HTMLElement)) return;
    setAttribute(this.activeElement() ?? row, 'tabindex', '-1');
    this.activeKey = row.dataset['key'];
    row.tabIndex = 0;
    row.focus();
  }

  private activeElement(): HTMLElement | undefined {
    for (const row of this.body.rows) if (row.dataset['key'] === this.activeKey) return row;
    return undefined;
  }

  private openRowOf(target: EventTarget | null): void {
    const row = this.rowOf(target);
    if (row !== undefined) this.options.opened(row);
  }

  private showCodeOf(target: EventTarget | null): void {
    const row = this.rowOf(target);
    if (row !== undefined) this.options.codeWanted(row);
  }

  private rowOf(target: EventTarget | null): ExitRow | undefined {
    const key = target instanceof Element ? target.closest('tr')?.dataset['key'] : undefined;
    return this.rows.find((candidate) => keyOf(candidate) === key);
  }
}

function keyOf(row: ExitRow): string {
  return `${row.vm}/${row.vcpu}/${row.code}/${row.reason}`;
}

function shareBar(share: number): HTMLElement {
  const bar = element('span', { class: 'share-bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--share', share.toString());
  return bar;
}

/** No tab stops of their own: the row is one, and its keys do the same. */
function rowButtons(row: ExitRow): HTMLElement {
  const whose = `the ${row.reason} exits of VM ${row.vm}, vCPU ${row.vcpu}`;
  return element(
    'span',
    { class: 'row-buttons' },
    rowButton({
      picture: 'code',
      name: 'open-code',
      title: 'Show the guest code of these exits (Shift+Enter)',
      label: `Show the guest code of ${whose}`,
    }),
    rowButton({
      picture: 'filter',
      name: 'open-events',
      title: 'Show these exits in the events table (Enter)',
      label: `Show ${whose} in the events table`,
    }),
  );
}

function rowButton({
  picture,
  name,
  title,
  label,
}: {
  readonly picture: IconName;
  readonly name: string;
  readonly title: string;
  readonly label: string;
}): HTMLElement {
  const attributes = { type: 'button', class: name, tabindex: '-1', title, 'aria-label': label };
  return element('button', attributes, icon(picture));
}
