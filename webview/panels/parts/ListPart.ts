import { createButton, createDropdown, type DropdownChoice } from '../../controls';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import { ListPages, type ListPage } from './ListPages';
import { Part, type PartOptions } from './Part';

/** So many rows are asked for at a time: a screen or two. */
const PAGE_ROWS = 50;

/** What of a list is wanted, and in which order. */
export interface WantedList<Selection, Order extends string> {
  readonly selection: Selection;
  readonly order: Order;
}

export interface ListPartOptions<Row, Selection, Order extends string> extends PartOptions {
  /** For tests: `periods`. */
  readonly listId: string;
  /** What a row is: `period`. */
  readonly noun: string;
  readonly none: string;
  readonly orderLabel: string;
  readonly orders: readonly (DropdownChoice & { readonly value: Order })[];
  readonly orderChosen: (order: Order) => void;
  /** The restriction of the list is to go. */
  readonly allWanted: () => void;
  /** Rows that one answer holds at most. */
  readonly mostRows: number;
  /** Answered by `answered`. */
  readonly ask: (wanted: WantedList<Selection, Order>, start: number, count: number) => void;
  readonly drawn: (rows: readonly Row[]) => DrawnRows;
}

export interface DrawnRows {
  readonly table: HTMLElement;
  readonly markdown: string;
  /** Beside the order and the restriction. */
  readonly controls?: readonly Node[];
}

/** A list that is restricted and ordered, of which more is fetched on demand. */
export class ListPart<Row, Selection, Order extends string> {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly order;
  private readonly chosen: HTMLElement;
  private readonly pages: ListPages<Row, WantedList<Selection, Order>>;
  private shown: ListPage<Row> | undefined;

  constructor(private readonly options: ListPartOptions<Row, Selection, Order>) {
    const { listId, orderLabel, orders, orderChosen, mostRows, ask } = options;
    this.part = new Part(options);
    this.root = this.part.root;
    this.order = createDropdown({
      label: orderLabel,
      testId: `${listId}-order`,
      chosen: (value) => {
        const order = orders.find((choice) => choice.value === value);
        if (order !== undefined) orderChosen(order.value);
      },
    });
    this.chosen = element('span', { class: 'part-chosen', 'data-testid': `${listId}-chosen` });
    this.pages = new ListPages({
      pageRows: PAGE_ROWS,
      mostRows,
      ask,
      arrived: (rows, total) => {
        this.shown = { rows, total };
        this.draw();
      },
    });
  }

  /** `restriction`: in words, '' for none. Tells whether it is the list of before. */
  show(wanted: WantedList<Selection, Order>, restriction: string): boolean {
    const { orders, listId, allWanted } = this.options;
    this.order.setChoices(orders, wanted.order);
    const all = createButton({ label: 'Show all', testId: `${listId}-all`, pressed: allWanted });
    this.chosen.replaceChildren(...(restriction === '' ? [] : [`Only ${restriction}`, all]));
    return this.pages.show(wanted);
  }

  answered(page: ListPage<Row> | null, start: number): void {
    this.pages.answered(page, start);
  }

  failed(message: string): void {
    this.part.show({ nodes: [element('p', { class: 'empty' }, message)], markdown: message });
  }

  draw(): void {
    if (this.shown === undefined) return;
    const { rows, total } = this.shown;
    const { noun, none, listId, drawn } = this.options;
    const { table, markdown, controls: others = [] } = drawn(rows);
    const count = element('span', { class: 'status' }, counted(total, noun));
    const controls = [this.order.root, count, this.chosen, ...others];
    if (rows.length === 0) {
      this.part.showNote(none, controls);
      return;
    }
    const more = createButton({
      label: `Show ${PAGE_ROWS} more`,
      testId: `${listId}-more`,
      pressed: () => {
        this.pages.showMore();
      },
    });
    this.part.show({ nodes: rows.length < total ? [table, more] : [table], controls, markdown });
  }
}
