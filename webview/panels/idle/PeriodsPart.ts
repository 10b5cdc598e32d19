import type { IdlePeriodRow, PeriodOrder } from '../../../src/protocol/idle';
import type { VcpuSelection } from '../../../src/protocol/requests';
import { createButton, createDropdown } from '../../controls';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import type { Host } from '../../host';
import type { ListedPeriods } from '../../state/viewState';
import { chainList } from './chainList';
import type { IdleContext } from './IdleContext';
import { Part } from '../parts/Part';
import { partMarkdown, partTable } from '../parts/partTable';
import { PeriodPages } from './PeriodPages';
import { periodColumns, type PeriodColumn } from './periodColumns';
import { selectionText } from './selectionText';

/** So many are asked for at a time: a screen or two. */
const PAGE_ROWS = 50;

const orders: readonly { readonly value: PeriodOrder; readonly label: string }[] = [
  { value: 'latency', label: 'Slowest wake first' },
  { value: 'length', label: 'Longest first' },
  { value: 'start', label: 'By start' },
];

/** Idle periods one by one: the slowest wakes, or those behind a number of the view. */
export class PeriodsPart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly order;
  private readonly chosen = element('span', {
    class: 'part-chosen',
    'data-testid': 'periods-chosen',
  });
  private readonly pages: PeriodPages;
  private openRow: number | undefined;

  constructor(
    host: Host,
    private readonly context: IdleContext,
  ) {
    this.part = new Part({
      title: 'Idle periods',
      testId: 'idle-periods',
      copied: context.copied,
    });
    this.root = this.part.root;
    this.order = createDropdown({
      label: 'Order of the idle periods',
      testId: 'periods-order',
      chosen: (value) => {
        context.orderChosen(value as PeriodOrder);
      },
    });
    this.pages = new PeriodPages({
      host,
      pageRows: PAGE_ROWS,
      arrived: () => {
        this.draw();
      },
      failed: (message) => {
        this.part.show({ nodes: [element('p', { class: 'empty' }, message)], markdown: message });
      },
    });
  }

  /** `view`: the VM and vCPU that all of the page is restricted to. */
  show(view: VcpuSelection, chosen: ListedPeriods, order: PeriodOrder): void {
    this.order.setChoices(orders, order);
    this.showChosen(chosen);
    const isSame = this.pages.show({ selection: { ...chosen, ...view }, order });
    if (!isSame) this.openRow = undefined;
  }

  private showChosen(chosen: ListedPeriods): void {
    const text = selectionText(chosen, this.context.clockUnit());
    const all = createButton({
      label: 'Show all',
      testId: 'periods-all',
      pressed: () => {
        this.context.periodsChosen({});
      },
    });
    this.chosen.replaceChildren(...(text === '' ? [] : [`Only ${text}`, all]));
  }

  private draw(): void {
    const columns = periodColumns(this.context);
    const { rows, total } = this.pages;
    const controls = [
      this.order.root,
      element('span', { class: 'status' }, counted(total, 'period')),
      this.chosen,
    ];
    if (rows.length === 0) {
      this.part.showNote('No such idle periods.', controls);
      return;
    }
    const table = partTable({
      label: 'Idle periods',
      testId: 'periods',
      columns: [this.chainColumn(rows), ...columns],
      rows,
    });
    this.showChain(table, rows);
    const more = createButton({
      label: `Show ${PAGE_ROWS} more`,
      testId: 'periods-more',
      pressed: () => {
        this.pages.showMore();
      },
    });
    const hasMore = rows.length < total;
    this.part.show({
      nodes: hasMore ? [table, more] : [table],
      controls,
      markdown: partMarkdown({ columns, rows }),
    });
  }

  /** A button a row that shows the steps of its wake. */
  private chainColumn(rows: readonly IdlePeriodRow[]): PeriodColumn {
    return {
      id: 'chain',
      title: 'Wake',
      meaning: 'Shows the steps of the wake with their events',
      isNumeric: false,
      cell: (row) => {
        const index = rows.indexOf(row);
        const isOpen = index === this.openRow;
        const button = element(
          'button',
          {
            type: 'button',
            class: 'link',
            'aria-expanded': String(isOpen),
            'data-testid': 'chain-toggle',
          },
          isOpen ? 'Hide steps' : 'Steps',
        );
        button.addEventListener('click', () => {
          this.openRow = isOpen ? undefined : index;
          this.draw();
          this.root.querySelectorAll<HTMLElement>('[data-testid=chain-toggle]')[index]?.focus();
        });
        return { text: '', picture: button };
      },
    };
  }

  private showChain(table: HTMLElement, rows: readonly IdlePeriodRow[]): void {
    const open = this.openRow === undefined ? undefined : rows[this.openRow];
    if (open === undefined) return;
    const row = table.querySelectorAll('tbody > tr')[this.openRow!];
    const cell = element('td', { colspan: '12' }, chainList(open, this.context));
    row?.after(element('tr', { class: 'chain-row' }, cell));
  }
}
