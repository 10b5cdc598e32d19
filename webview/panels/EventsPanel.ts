import { messageOf } from '../../src/base/messageOf';
import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../src/protocol/facts';
import type { CodeLinks } from '../code/CodeLinks';
import { element } from '../dom/element';
import { counted, formatCount } from '../format/count';
import type { Host } from '../host';
import { Split } from '../layout/Split';
import type { Store } from '../state/Store';
import type { ViewState } from '../state/viewState';
import { EventQuery, type OpenedQuery } from '../tables/EventQuery';
import { EventsTable } from '../tables/EventsTable';
import { DetailPane } from './DetailPane';
import { Emptiness } from './Emptiness';
import { FilterBar } from './FilterBar';
import { shortName } from './recordingTexts';

export interface EventsPanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
}

/** Below this the detail pane goes under the table. */
const columnsFromCssPx = 900;

/** All events, those a filter lets through, and the fields of one. */
export class EventsPanel {
  readonly root: HTMLElement;
  private readonly store: Store;
  private readonly filterBar: FilterBar;
  private readonly table: EventsTable;
  private readonly detail: DetailPane;
  private readonly split: Split;
  private readonly emptiness: Emptiness;
  private readonly query: EventQuery;
  private facts: TraceFacts | undefined;
  private isLoading = true;
  private wantedRow: number | undefined;

  constructor(private readonly options: EventsPanelOptions) {
    const { host, store } = options;
    const filter = (text: string): void => {
      store.dispatch({ type: 'filtered', filter: text });
    };
    this.store = store;
    this.filterBar = new FilterBar({ filter: store.state.filter, filtered: filter });
    this.emptiness = new Emptiness({
      filterCleared: () => {
        filter('');
      },
    });
    this.query = new EventQuery({
      host,
      opened: (query) => {
        this.opened(query);
      },
      arrived: () => {
        this.table.refresh();
        this.showTotal();
      },
      failed: (message) => {
        this.filterBar.showMistake(message);
        this.showTotal();
      },
    });
    this.table = this.createTable();
    this.detail = this.createDetail();
    this.split = this.createSplit();
    this.root = element(
      'section',
      { class: 'events', 'aria-label': 'Events' },
      this.filterBar.root,
      this.split.root,
    );
    store.subscribe((state, previous) => {
      this.follow(state, previous);
    });
  }

  /** What is loaded has changed. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    const isFirst = this.facts === undefined;
    this.facts = facts;
    this.isLoading = isLoading;
    this.table.setClock(clockUnitOf(facts), facts.fromNs + facts.durationNs);
    this.table.setSources(facts.sources.map(({ path }) => shortName(path)));
    if (isFirst) this.restore();
    else this.query.refresh();
    this.revealWanted();
  }

  /** Another load has begun: rows and positions name other events now. */
  restart(): void {
    this.facts = undefined;
    this.wantedRow = undefined;
    this.query.close();
    this.table.clear();
    this.detail.clear();
    this.emptiness.hide();
    this.filterBar.showMatches('');
  }

  focusFilter(): void {
    this.filterBar.focus();
  }

  /** Shows one event of the loaded trace, with its fields; at once, or when the page has got so far. */
  reveal(row: number): void {
    this.wantedRow = row;
    this.revealWanted();
  }

  /** Takes the table to the first event at or after a time, among those the filter lets through. */
  async revealTime(timeNs: number): Promise<void> {
    const filter = this.query.shownFilter;
    if (filter === undefined) return;
    try {
      const { position } = await this.options.host.call('findEvent', { filter, timeNs });
      if (this.query.shownFilter === filter) this.table.moveTo(position);
    } catch (error) {
      this.filterBar.showMistake(messageOf(error));
    }
  }

  private revealWanted(): void {
    if (this.wantedRow === undefined || this.facts === undefined || this.isLoading) return;
    const { filter } = this.store.state;
    this.store.dispatch({ type: 'revealed', row: this.wantedRow });
    this.wantedRow = undefined;
    // Another filter is opened anyway, at the row that is selected.
    if (filter === '') this.open('', 0);
  }

  /** Takes up where the page was when its tab was hidden. */
  private restore(): void {
    // Positions in a trace that is still being read would point at other events.
    if (this.isLoading) this.store.dispatch({ type: 'load-restarted' });
    const { filter, topPosition } = this.store.state;
    this.open(filter, topPosition);
    this.showDetail(this.store.state);
  }

  private open(filter: string, topPosition: number): void {
    const { selectedRow, cursor } = this.store.state;
    this.filterBar.showMistake('');
    this.query.open(
      filter,
      // The selected event stays in view when the filter around it changes.
      selectedRow !== undefined && cursor === undefined
        ? { kind: 'row', row: selectedRow }
        : { kind: 'position', topPosition },
    );
    this.showTotal();
  }

  private opened({ pages, topPosition, position }: OpenedQuery): void {
    const { cursor, selectedRow } = this.store.state;
    this.filterBar.showMistake('');
    this.table.setSelection(position ?? cursor, selectedRow);
    this.table.open(pages, topPosition);
    if (position !== undefined) this.store.dispatch({ type: 'cursor-moved', position });
    this.showTotal();
  }

  private showTotal(): void {
    const { total, shownFilter, isOpening } = this.query;
    this.table.setBusy(isOpening);
    if (isOpening) this.filterBar.showMatches(this.store.state.filter === '' ? '' : 'Searching…');
    else if (total === undefined || shownFilter === undefined) this.filterBar.showMatches('');
    else this.filterBar.showMatches(matchesText(total, shownFilter, this.facts?.events ?? total));
    if (total === 0 && shownFilter !== undefined && !isOpening) {
      this.emptiness.show(shownFilter, this.isLoading);
    } else this.emptiness.hide();
  }

  private follow(state: ViewState, previous: ViewState): void {
    if (state.filter !== previous.filter) {
      this.filterBar.showFilter(state.filter);
      if (this.facts !== undefined) this.open(state.filter, 0);
    }
    const isOtherEvent = state.selectedRow !== previous.selectedRow;
    if (state.isDetailOpen !== previous.isDetailOpen || isOtherEvent) this.showDetail(state);
  }

  private showDetail({ isDetailOpen, selectedRow }: ViewState): void {
    this.split.showSecond(isDetailOpen);
    if (!isDetailOpen || selectedRow === undefined || this.facts === undefined) return;
    this.detail.show(selectedRow, clockUnitOf(this.facts));
  }

  private createTable(): EventsTable {
    const { store } = this;
    return new EventsTable({
      scrolled: (topPosition) => {
        store.dispatch({ type: 'scrolled', topPosition });
      },
      cursorMoved: (position) => {
        store.dispatch({ type: 'cursor-moved', position });
      },
      selected: (row) => {
        store.dispatch({ type: 'selected', row });
      },
      opened: () => {
        store.dispatch({ type: 'detail-opened' });
      },
      closed: () => {
        store.dispatch({ type: 'detail-closed' });
      },
    });
  }

  private createDetail(): DetailPane {
    const { store, options } = this;
    return new DetailPane({
      host: options.host,
      code: options.code,
      isRawOpen: store.state.openSections.includes('rawBytes'),
      rawToggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'rawBytes' });
      },
      closed: () => {
        store.dispatch({ type: 'detail-closed' });
        this.table.root.focus();
      },
    });
  }

  private createSplit(): Split {
    const { store } = this;
    return new Split({
      label: 'Size of the events table beside the selected event',
      testId: 'detail-divider',
      first: element('div', { class: 'events-main' }, this.table.root, this.emptiness.root),
      second: this.detail.root,
      minCssPx: { columns: { first: 360, second: 280 }, rows: { first: 120, second: 120 } },
      direction: (widthCssPx) => (widthCssPx < columnsFromCssPx ? 'rows' : 'columns'),
      share: () => store.state.dividers.detail,
      moved: (share) => {
        store.dispatch({ type: 'divided', divider: 'detail', share });
      },
    });
  }
}

function matchesText(total: number, filter: string, eventCount: number): string {
  if (filter === '') return counted(total, 'event');
  return `${formatCount(total)} of ${counted(eventCount, 'event')}`;
}
