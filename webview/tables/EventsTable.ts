import { element, setAttribute } from '../dom/element';
import { formatInstant, type ClockUnit } from '../format/time';
import type { EventPages } from './EventPages';
import { eventColumns, EventRow } from './EventRow';
import { topPositionShowing } from './scrollMap';
import { VirtualScroller } from './VirtualScroller';

/** As in styles/events.css. */
const rowCssPx = 22;

export interface EventsTableOptions {
  readonly scrolled: (topPosition: number) => void;
  readonly cursorMoved: (position: number) => void;
  /** The event under the cursor is known: row in the whole trace. */
  readonly selected: (row: number) => void;
  readonly opened: () => void;
  readonly closed: () => void;
}

/** The events a filter lets through, as a grid of which only the visible rows exist. */
export class EventsTable {
  readonly root: HTMLElement;
  private readonly scroller: VirtualScroller;
  private readonly layer: HTMLElement;
  private readonly rows: EventRow[] = [];
  private readonly timeTitle = element('span');
  private pages: EventPages | undefined;
  private clockUnit: ClockUnit = 'ns';
  private sourceNames: readonly string[] = [];
  private cursor: number | undefined;
  private selectedRow: number | undefined;

  constructor(private readonly options: EventsTableOptions) {
    this.layer = element('div', { class: 'events-layer', role: 'rowgroup' });
    this.scroller = new VirtualScroller({
      rowCssPx,
      header: headerRow(this.timeTitle),
      layer: this.layer,
      draw: () => {
        this.draw();
      },
      resized: ({ first, end }) => {
        const { cursor } = this;
        if (cursor !== undefined && cursor >= first && cursor < end) this.showCursor(cursor);
      },
    });
    this.root = this.scroller.root;
    this.root.dataset['testid'] = 'events-table';
    this.root.tabIndex = 0;
    this.root.setAttribute('role', 'grid');
    this.root.setAttribute('aria-label', 'Events');
    this.root.setAttribute('aria-colcount', eventColumns.length.toString());
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.layer.addEventListener('click', (event) => {
      this.clickRow(event);
    });
  }

  /** Shows other events, from a position on. */
  open(pages: EventPages, topPosition: number): void {
    this.pages = pages;
    this.showTotal();
    this.scroller.scrollTo(topPosition);
  }

  /** A page has arrived. */
  refresh(): void {
    this.showTotal();
    this.selectUnderCursor();
    this.scroller.requestDraw();
  }

  setClock(clockUnit: ClockUnit, endNs: number): void {
    this.clockUnit = clockUnit;
    const chars = columnChars(clockUnit, endNs);
    this.root.style.setProperty('--time-chars', chars.time.toString());
    this.root.style.setProperty('--delta-chars', chars.delta.toString());
    this.timeTitle.textContent = clockUnit === 'ns' ? 'Time (s)' : 'Time (cycles)';
    this.scroller.requestDraw();
  }

  /** The column that names an event's recording is there when there are several. */
  setSources(names: readonly string[]): void {
    this.sourceNames = names;
    this.root.classList.toggle('one-recording', names.length === 1);
    const longest = names.reduce((most, { length }) => Math.max(most, length), 0);
    this.root.style.setProperty('--source-chars', longest.toString());
    this.scroller.requestDraw();
  }

  setSelection(cursor: number | undefined, selectedRow: number | undefined): void {
    this.cursor = cursor;
    this.selectedRow = selectedRow;
    this.scroller.requestDraw();
  }

  /** Takes the cursor to a row and shows it in the upper third, with what led to it above. */
  moveTo(position: number): void {
    const { first, end } = this.scroller.visible;
    this.scroller.scrollTo(position - Math.floor((end - first) / 3));
    this.moveCursor(position);
  }

  /** Other events are on their way; those shown are the last ones'. */
  setBusy(isBusy: boolean): void {
    this.root.setAttribute('aria-busy', String(isBusy));
  }

  /** Shows nothing until other events are opened. */
  clear(): void {
    this.pages = undefined;
    this.setSelection(undefined, undefined);
    this.showTotal();
    this.fitRows(0);
  }

  private showTotal(): void {
    const total = this.pages?.total ?? 0;
    this.root.setAttribute('aria-rowcount', (total + 1).toString());
    if (total !== this.scroller.geometry.rowCount) this.scroller.setRowCount(total);
  }

  private draw(): void {
    const { pages } = this;
    if (pages === undefined) return;
    const { first, end } = this.scroller.visible;
    pages.want(first, end);
    this.fitRows(end - first);
    for (let position = first; position < end; position++) this.drawRow(pages, position);
    this.options.scrolled(this.scroller.topPosition);
  }

  private drawRow(pages: EventPages, position: number): void {
    // A position keeps its element while it is on screen: what is hovered or selected stays.
    const row = this.rows[position % this.rows.length]!;
    const place = pages.place(position);
    const isCursor = position === this.cursor;
    row.show({
      position,
      place,
      previousTimeNs: previousTimeNs(pages, position),
      clockUnit: this.clockUnit,
      sourceNames: this.sourceNames,
      isSelected: place !== undefined && place.page.row[place.index] === this.selectedRow,
      isCursor,
    });
    const topCssPx = Math.round((position - this.scroller.topPosition) * rowCssPx);
    row.root.style.transform = `translateY(${topCssPx}px)`;
    if (isCursor) this.root.setAttribute('aria-activedescendant', row.root.id);
  }

  private fitRows(count: number): void {
    const { first, end } = this.scroller.visible;
    const isCursorShown = this.cursor !== undefined && this.cursor >= first && this.cursor < end;
    if (!isCursorShown) setAttribute(this.root, 'aria-activedescendant', undefined);
    if (count === this.rows.length) return;
    while (this.rows.length < count) this.rows.push(new EventRow(`event-${this.rows.length}`));
    this.rows.length = count;
    this.layer.replaceChildren(...this.rows.map((row) => row.root));
  }

  private clickRow(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest('.events-row') : null;
    if (!(row instanceof HTMLElement)) return;
    this.moveCursor(Number(row.dataset['position']));
    this.options.opened();
  }

  private pressKey(event: KeyboardEvent): void {
    if (event.altKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.options.opened();
    else if (event.key === 'Escape') this.options.closed();
    else {
      const target = this.cursorForKey(event.key);
      if (target === undefined) return;
      this.moveCursor(target);
    }
    event.preventDefault();
  }

  private cursorForKey(key: string): number | undefined {
    const { first, end } = this.scroller.visible;
    const pageRows = Math.max(1, end - first - 2);
    // Without a cursor the first key press takes the row at the upper edge.
    const from =
      this.cursor ?? Math.ceil(this.scroller.topPosition) - (key === 'ArrowDown' ? 1 : 0);
    switch (key) {
      case 'ArrowUp':
        return from - 1;
      case 'ArrowDown':
        return from + 1;
      case 'PageUp':
        return from - pageRows;
      case 'PageDown':
        return from + pageRows;
      case 'Home':
        return 0;
      case 'End':
        return Number.POSITIVE_INFINITY;
      default:
        return undefined;
    }
  }

  private moveCursor(wanted: number): void {
    const { rowCount } = this.scroller.geometry;
    if (rowCount === 0) return;
    const position = Math.max(0, Math.min(wanted, rowCount - 1));
    this.cursor = position;
    this.selectedRow = undefined;
    this.options.cursorMoved(position);
    this.selectUnderCursor();
    this.showCursor(position);
  }

  private showCursor(position: number): void {
    const { geometry, topPosition } = this.scroller;
    this.scroller.scrollTo(topPositionShowing(position, topPosition, geometry));
  }

  /** Where the cursor ran ahead of the pages, its event is selected once the page is here. */
  private selectUnderCursor(): void {
    if (this.cursor === undefined || this.selectedRow !== undefined) return;
    const place = this.pages?.place(this.cursor);
    if (place === undefined) return;
    this.selectedRow = place.page.row[place.index]!;
    this.options.selected(this.selectedRow);
  }
}

/** Room for the last event's time: columns do not move while the table scrolls. */
function columnChars(
  clockUnit: ClockUnit,
  endNs: number,
): { readonly time: number; readonly delta: number } {
  // The longest are `999.9 µs` and `999.9 Mcyc`.
  const delta = clockUnit === 'ns' ? 9 : 11;
  return { time: Math.max(13, formatInstant(endNs, clockUnit).length), delta };
}

function previousTimeNs(pages: EventPages, position: number): number | undefined {
  const place = pages.place(position);
  // Every page but the first brings the row before its own.
  return place === undefined ? undefined : place.page.timeNs[place.index - 1];
}

function headerRow(timeTitle: HTMLElement): HTMLElement {
  const cells = eventColumns.map((column, index) =>
    element(
      'div',
      {
        class: `cell ${column.id}`,
        role: 'columnheader',
        title: column.meaning,
        'aria-colindex': (index + 1).toString(),
      },
      column.id === 'time' ? timeTitle : column.title,
    ),
  );
  const row = element(
    'div',
    { class: 'events-header', role: 'row', 'aria-rowindex': '1' },
    ...cells,
  );
  return element('div', { class: 'events-head', role: 'rowgroup' }, row);
}
