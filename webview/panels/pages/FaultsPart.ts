import { MOST_PAGE_FAULTS } from '../../../src/protocol/pages';
import type { FaultOrder, FaultRow, FaultSelection } from '../../../src/protocol/pages';
import type { VcpuSelection } from '../../../src/protocol/exits';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import { ListPart, type DrawnRows, type WantedList } from '../parts/ListPart';
import { linkButton, partMarkdown, partTable } from '../parts/partTable';
import { faultColumns } from './faultColumns';
import { faultsText } from './faultsText';
import { filterOfFaults } from './pageFilters';
import type { PagesContext } from './PagesContext';

const orders: readonly { readonly value: FaultOrder; readonly label: string }[] = [
  { value: 'time', label: 'By time' },
  { value: 'cost', label: 'Most expensive first' },
];

/** Faults one by one: those of the page that is shown, or those behind a number of the view. */
export class FaultsPart {
  readonly root: HTMLElement;
  private readonly list: ListPart<FaultRow, FaultSelection, FaultOrder>;
  private selection: FaultSelection = {};
  private lineBytes = 64;

  constructor(
    host: Host,
    private readonly context: PagesContext,
  ) {
    const faults = new LatestCall({
      host,
      method: 'pageFaults',
      answered: (page, { start }) => {
        this.list.answered(page, start);
      },
      failed: (message) => {
        this.list.failed(message);
      },
    });
    this.list = new ListPart({
      title: 'Faults',
      testId: 'page-faults',
      listId: 'faults',
      noun: 'fault',
      none: 'No such faults.',
      copied: context.copied,
      orderLabel: 'Order of the faults',
      orders,
      orderChosen: context.orderChosen,
      allWanted: () => {
        context.faultsChosen({});
      },
      mostRows: MOST_PAGE_FAULTS,
      ask: (wanted, start, count) => {
        faults.ask({ ...wanted, start, count });
      },
      drawn: (rows) => this.drawn(rows),
    });
    this.root = this.list.root;
  }

  /** `view`: the VM and vCPU that all of the page is restricted to. */
  show(
    view: VcpuSelection,
    { selection: chosen, order }: WantedList<FaultSelection, FaultOrder>,
    lineBytes: number,
  ): void {
    this.lineBytes = lineBytes;
    this.selection = { ...chosen, ...view };
    const restriction = faultsText(chosen, this.context.clockUnit());
    this.list.show({ selection: this.selection, order }, restriction);
  }

  private drawn(rows: readonly FaultRow[]): DrawnRows {
    const columns = faultColumns(this.context, this.lineBytes);
    const events = linkButton('Their events', () => {
      this.context.filterChosen(filterOfFaults(this.selection, this.lineBytes));
    });
    events.title = 'Shows the fault events of this restriction; no event tells a cause';
    return {
      table: partTable({ label: 'Faults', testId: 'faults', columns, rows }),
      markdown: partMarkdown({ columns, rows }),
      controls: [events],
    };
  }
}
