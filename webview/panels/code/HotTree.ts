import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { icon } from '../../dom/icon';
import { counted } from '../../format/count';
import type { HotOrder } from '../../../src/protocol/code';
import { cellClass, showSort, sortHead } from '../../tables/sortHead';
import { tableCell } from '../parts/partTable';
import type { HotColumn } from './hotColumns';
import type { HotNode } from './HotNode';
import type { HotLine } from './HotTreeData';
import { placeText } from './hotTexts';

export interface HotTreeOptions {
  readonly ordered: (order: HotOrder) => void;
  readonly toggled: (node: HotNode) => void;
  readonly selected: (node: HotNode) => void;
  /** The user wants to see the code of a row. */
  readonly opened: (node: HotNode) => void;
  /** What else the keys of a row do, by `KeyboardEvent.key`. */
  readonly keys: Readonly<Record<string, (node: HotNode) => void>>;
  readonly allWanted: () => void;
}

export interface HotTreeContent {
  readonly title: string;
  readonly columns: readonly HotColumn[];
  readonly lines: readonly HotLine[];
  readonly order: HotOrder;
  readonly selectedKey: string | undefined;
  /** Rows that the answer holds and that are not among the lines. */
  readonly hiddenRows: number;
}

/** Hot code as a tree. One row is in the tab order; arrow keys move, open and close. */
export class HotTree {
  readonly root: HTMLElement;
  private readonly head = element('tr');
  private readonly body = element('tbody');
  private readonly more: HTMLElement;
  private lines: readonly HotLine[] = [];
  private selectedKey: string | undefined;
  private shownHead = '';

  constructor(private readonly options: HotTreeOptions) {
    const table = element(
      'table',
      {
        role: 'treegrid',
        class: 'sortable hot-tree',
        'aria-label': 'Hot code',
        'data-testid': 'hot-tree',
      },
      element('thead', {}, this.head),
      this.body,
    );
    this.more = createButton({ label: '', testId: 'hot-all', pressed: options.allWanted });
    this.root = element('div', { class: 'part-scroller hot-scroller' }, table, this.more);
    this.body.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.body.addEventListener('click', ({ target }) => {
      const node = this.nodeOf(target);
      if (node === undefined) return;
      if (target instanceof Element && target.closest('.twisty') !== null) options.toggled(node);
      this.select(node);
    });
    this.body.addEventListener('dblclick', ({ target }) => {
      const node = this.nodeOf(target);
      if (node !== undefined) options.opened(node);
    });
  }

  show(content: HotTreeContent): void {
    const { lines, columns, selectedKey, hiddenRows } = content;
    const hadFocus = this.body.contains(document.activeElement);
    this.lines = lines;
    this.selectedKey = selectedKey;
    this.drawHead(content);
    this.body.replaceChildren(...lines.map((line) => this.line(line, columns)));
    this.more.hidden = hiddenRows === 0;
    this.more.textContent = `Show ${counted(hiddenRows, 'more row', 'more rows')}`;
    if (hadFocus) this.selectedElement()?.focus();
  }

  /** Built anew only when it changes: a button that was pressed keeps the focus. */
  private drawHead({ title, columns, order }: HotTreeContent): void {
    const key = JSON.stringify([title, columns.map((column) => [column.id, column.meaning])]);
    if (key !== this.shownHead) {
      this.shownHead = key;
      const plain = element('th', { scope: 'col', class: 'place' }, title);
      this.head.replaceChildren(plain, ...columns.map((column) => this.columnHead(column)));
    }
    columns.forEach((column, index) => {
      if (column.order === undefined) return;
      const sort = { column: order, descending: true };
      showSort(this.head.children[index + 1] as HTMLElement, column.order, sort);
    });
  }

  private columnHead(column: HotColumn): HTMLElement {
    const { order, title, meaning } = column;
    if (order !== undefined) {
      return sortHead(column, () => {
        this.options.ordered(order);
      });
    }
    return element('th', { scope: 'col', class: cellClass(column), title: meaning }, title);
  }

  private line(line: HotLine, columns: readonly HotColumn[]): HTMLElement {
    const width = (columns.length + 1).toString();
    if (line.kind === 'note') {
      const cell = element('td', { class: 'place quiet', colspan: width }, line.text);
      return indented(element('tr', { 'aria-level': line.level.toString() }, cell), line.level);
    }
    const { node, isOpen, position, siblings } = line;
    const isSelected = node.key === this.selectedKey;
    const row = element(
      'tr',
      {
        'data-testid': 'hot-row',
        'data-key': node.key,
        'data-rip': node.row.rip ?? undefined,
        'aria-level': node.level.toString(),
        'aria-posinset': position.toString(),
        'aria-setsize': siblings.toString(),
        'aria-expanded': node.parts === undefined ? undefined : String(isOpen),
        'aria-selected': String(isSelected),
        tabindex: isSelected ? '0' : '-1',
      },
      placeCell(node),
      ...columns.map((column) => tableCell(column, node)),
    );
    return indented(row, node.level);
  }

  private pressKey(event: KeyboardEvent): void {
    const { target } = event;
    const node = this.nodeOf(target);
    // Of a row itself, not of a button in it.
    if (node === undefined || !(target instanceof HTMLTableRowElement)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || !this.act(event.key, node)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private act(key: string, node: HotNode): boolean {
    const rows = this.lines.flatMap((line) => (line.kind === 'row' ? [line] : []));
    const at = rows.findIndex((row) => row.node.key === node.key);
    const isOpen = rows[at]?.isOpen === true;
    switch (key) {
      case 'ArrowDown':
        return this.move(rows[at + 1]?.node);
      case 'ArrowUp':
        return this.move(rows[at - 1]?.node);
      case 'Home':
        return this.move(rows[0]?.node);
      case 'End':
        return this.move(rows.at(-1)?.node);
      case 'ArrowRight':
        if (isOpen) return this.move(rows[at + 1]?.node);
        if (node.parts !== undefined) this.options.toggled(node);
        return true;
      case 'ArrowLeft':
        if (isOpen) this.options.toggled(node);
        else this.move(rows.slice(0, at).findLast((row) => row.node.level < node.level)?.node);
        return true;
      case 'Enter':
        this.options.opened(node);
        return true;
      default: {
        const action = this.options.keys[key];
        action?.(node);
        return action !== undefined;
      }
    }
  }

  /** At an end of the tree the keys do nothing, and scroll nothing either. */
  private move(node: HotNode | undefined): true {
    if (node !== undefined) this.select(node);
    return true;
  }

  private select(node: HotNode): void {
    const before = this.selectedElement();
    before?.setAttribute('aria-selected', 'false');
    before?.setAttribute('tabindex', '-1');
    this.selectedKey = node.key;
    const row = this.selectedElement();
    row?.setAttribute('aria-selected', 'true');
    row?.setAttribute('tabindex', '0');
    row?.focus();
    this.options.selected(node);
  }

  private selectedElement(): HTMLElement | undefined {
    for (const row of this.body.rows) if (row.dataset['key'] === this.selectedKey) return row;
    return undefined;
  }

  private nodeOf(target: EventTarget | null): HotNode | undefined {
    const key = target instanceof Element ? target.closest('tr')?.dataset['key'] : undefined;
    for (const line of this.lines) {
      if (line.kind === 'row' && line.node.key === key) return line.node;
    }
    return undefined;
  }
}

/** What the row is of, behind what opens it. */
function placeCell({ parts, row, by }: HotNode): HTMLElement {
  const text = placeText(row, by);
  const address = row.rip === null || row.rip === text ? [] : [row.rip];
  return element(
    'td',
    { class: 'place', 'data-column': 'place' },
    element(
      'span',
      parts === undefined ? { class: 'no-twisty' } : { class: 'twisty', title: 'Shows its parts' },
      ...(parts === undefined ? [] : [icon('expand')]),
    ),
    element('span', { class: 'code-name' }, text),
    ...address.map((rip) => element('span', { class: 'quiet address' }, rip)),
  );
}

function indented(row: HTMLElement, level: number): HTMLElement {
  row.style.setProperty('--level', (level - 1).toString());
  return row;
}
