import { MOST_PAGE_PERIODS } from '../../../src/protocol/idle';
import type { IdlePeriodRow, PeriodOrder, PeriodSelection } from '../../../src/protocol/idle';
import type { VcpuSelection } from '../../../src/protocol/exits';
import { element } from '../../dom/element';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { ListedPeriods } from '../../state/viewState';
import { ListPart, type DrawnRows } from '../parts/ListPart';
import { partMarkdown, partTable } from '../parts/partTable';
import { chainList } from './chainList';
import type { IdleContext } from './IdleContext';
import { periodColumns, type PeriodColumn } from './periodColumns';
import { selectionText } from './selectionText';

const orders: readonly { readonly value: PeriodOrder; readonly label: string }[] = [
  { value: 'latency', label: 'Slowest wake first' },
  { value: 'length', label: 'Longest first' },
  { value: 'start', label: 'By start' },
];

/** Idle periods one by one: the slowest wakes, or those behind a number of the view. */
export class PeriodsPart {
  readonly root: HTMLElement;
  private readonly list: ListPart<IdlePeriodRow, PeriodSelection, PeriodOrder>;
  private openRow: number | undefined;

  constructor(
    host: Host,
    private readonly context: IdleContext,
  ) {
    const periods = new LatestCall({
      host,
      method: 'idlePeriods',
      answered: (page, { start }) => {
        this.list.answered(page, start);
      },
      failed: (message) => {
        this.list.failed(message);
      },
    });
    this.list = new ListPart({
      title: 'Idle periods',
      testId: 'idle-periods',
      listId: 'periods',
      noun: 'period',
      none: 'No such idle periods.',
      copied: context.copied,
      orderLabel: 'Order of the idle periods',
      orders,
      orderChosen: context.orderChosen,
      allWanted: () => {
        context.periodsChosen({});
      },
      mostRows: MOST_PAGE_PERIODS,
      ask: (wanted, start, count) => {
        periods.ask({ ...wanted, start, count });
      },
      drawn: (rows) => this.drawn(rows),
    });
    this.root = this.list.root;
  }

  /** `view`: the VM and vCPU that all of the page is restricted to. */
  show(view: VcpuSelection, chosen: ListedPeriods, order: PeriodOrder): void {
    const restriction = selectionText(chosen, this.context.clockUnit());
    const isSame = this.list.show({ selection: { ...chosen, ...view }, order }, restriction);
    if (!isSame) this.openRow = undefined;
  }

  private drawn(rows: readonly IdlePeriodRow[]): DrawnRows {
    const columns = periodColumns(this.context);
    const table = partTable({
      label: 'Idle periods',
      testId: 'periods',
      columns: [this.chainColumn(rows), ...columns],
      rows,
    });
    this.showChain(table, rows);
    return { table, markdown: partMarkdown({ columns, rows }) };
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
          this.list.draw();
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
    const width = row?.childElementCount.toString();
    const cell = element('td', { colspan: width }, chainList(open, this.context));
    row?.after(element('tr', { class: 'chain-row' }, cell));
  }
}
