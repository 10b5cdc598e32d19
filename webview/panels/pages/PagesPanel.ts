import { clockUnitOf } from '../../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../../src/protocol/facts';
import type { PageDetail, PageOverview, PageRow } from '../../../src/protocol/pages';
import type { CodeLinks } from '../../code/CodeLinks';
import { element } from '../../dom/element';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { Store } from '../../state/Store';
import type { PageRef } from '../../state/viewState';
import { vcpuSelection } from '../../state/vcpuSelection';
import { copyMarkdown } from '../copyMarkdown';
import type { ViewToolbar } from '../ViewToolbar';
import { CausesPart } from './CausesPart';
import { DetailPart } from './DetailPart';
import { FaultsPart } from './FaultsPart';
import { MapPart } from './MapPart';
import { filterOfFaults } from './pageFilters';
import { binRange, type PagesContext } from './PagesContext';
import { PagesPart } from './PagesPart';
import { pagesOf } from './pagesOf';

export interface PagesPanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly code: CodeLinks;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}

/** Bins of a strip: one is a pixel or more of it. */
const TIME_BINS = 120;

/** Why guests' accesses faulted, which pages vCPUs fight over, and who does. */
export class PagesPanel {
  readonly root: HTMLElement;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'pages-empty' });
  private readonly content: HTMLElement;
  private readonly causes: CausesPart;
  private readonly pages: PagesPart;
  private readonly detail: DetailPart;
  private readonly faults: FaultsPart;
  private readonly map: MapPart;
  private readonly overviewCall: LatestCall<'pageOverview'>;
  private readonly detailCall: LatestCall<'pageDetail'>;
  private facts: TraceFacts | undefined;
  private isLoading = true;
  private overview: PageOverview | undefined;
  private shownDetail: PageDetail | undefined;

  constructor(private readonly options: PagesPanelOptions) {
    const { host, store } = options;
    const context = this.context();
    const isOpen = (section: 'heatTable' | 'pagesUngrouped'): boolean =>
      store.state.openSections.includes(section);
    const cellPicked = (page: PageRow, first: number, last = first): void => {
      this.showCell(page, first, last);
    };
    this.causes = new CausesPart(context);
    this.pages = new PagesPart({
      context,
      cellPicked,
      isGrouped: !isOpen('pagesUngrouped'),
      groupToggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'pagesUngrouped' });
      },
    });
    this.detail = new DetailPart({ context, cellPicked });
    this.faults = new FaultsPart(host, context);
    this.map = new MapPart({
      context,
      cellPicked,
      isTableShown: isOpen('heatTable'),
      toggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'heatTable' });
      },
    });
    this.content = element(
      'div',
      { class: 'view-parts' },
      this.causes.root,
      this.pages.root,
      this.detail.root,
      this.map.root,
      this.faults.root,
    );
    this.root = element(
      'div',
      { class: 'view', id: 'view-pages', role: 'tabpanel', 'aria-labelledby': 'tab-pages' },
      this.emptiness,
      this.content,
    );
    this.overviewCall = new LatestCall({
      host,
      method: 'pageOverview',
      answered: (overview) => {
        this.overview = overview ?? undefined;
        this.draw();
      },
      failed: (message) => {
        this.showEmptiness(message);
      },
    });
    this.detailCall = new LatestCall({
      host,
      method: 'pageDetail',
      answered: (detail) => {
        this.shownDetail = detail ?? undefined;
        if (this.overview !== undefined) this.detail.show(this.overview, this.shownDetail);
      },
      failed: (message) => {
        this.showEmptiness(message);
      },
    });
    this.showEmptiness('');
    store.subscribe((state, previous) => {
      if (state.view !== 'pages') return;
      if (previous.view !== 'pages') this.ask();
      else if (state.vm !== previous.vm || state.vcpu !== previous.vcpu) this.draw();
      else if (state.pageSort !== previous.pageSort) this.drawPages();
      else if (state.page !== previous.page) this.drawPage();
      else if (state.faults !== previous.faults || state.faultOrder !== previous.faultOrder) {
        this.drawFaults();
      }
    });
  }

  /** What is loaded has changed. Nothing is asked while nobody looks. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.overview = undefined;
    if (this.options.store.state.view === 'pages') this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.overview = undefined;
  }

  private ask(): void {
    if (this.facts === undefined) return;
    if (this.isLoading || this.overview !== undefined) this.draw();
    else this.overviewCall.ask({ bins: TIME_BINS });
  }

  private draw(): void {
    if (this.overview === undefined) {
      this.showEmptiness('Faults are told once the whole trace is read.');
      return;
    }
    if (this.overview.faults === 0) {
      this.showEmptiness(whyNoFaults(this.overview));
      return;
    }
    this.showEmptiness('');
    this.causes.show(this.overview);
    this.map.show(this.overview, this.shownPages());
    this.drawPages();
    this.drawPage();
  }

  private drawPages(): void {
    if (this.overview === undefined) return;
    const { pageSort: sort } = this.options.store.state;
    const pages = this.shownPages();
    this.pages.show({ overview: this.overview, pages, sort, shown: this.shownPage() });
  }

  private drawPage(): void {
    const page = this.shownPage();
    this.pages.mark(page);
    this.detail.root.hidden = page === undefined;
    if (page !== undefined) {
      this.detailCall.ask({ vm: page.vm, gpa: page.gpa, bins: TIME_BINS });
    }
    this.drawFaults();
  }

  private drawFaults(): void {
    const { overview } = this;
    if (overview === undefined) return;
    const { faults, faultOrder: order } = this.options.store.state;
    const selection = faults ?? this.shownPage() ?? {};
    this.faults.show(
      vcpuSelection(this.options.store.state),
      { selection, order },
      overview.lineBytes,
    );
  }

  private shownPages(): readonly PageRow[] {
    return pagesOf(this.overview?.pages ?? [], vcpuSelection(this.options.store.state));
  }

  /** The page the user chose, else the first one. */
  private shownPage(): PageRef | undefined {
    const { page, vm } = this.options.store.state;
    if (page !== undefined && (vm === undefined || vm === page.vm)) return page;
    const [first] = this.shownPages();
    return first === undefined ? undefined : { vm: first.vm, gpa: first.gpa };
  }

  private showCell(page: PageRow, first: number, last: number): void {
    if (this.overview === undefined) return;
    const timeNs = binRange(this.overview, first, last);
    const { vm, gpa } = page;
    const { store } = this.options;
    store.dispatch({ type: 'page-chosen', page: { vm, gpa }, only: { timeNs } });
    const filter = filterOfFaults({ vm, gpa, timeNs }, this.overview.lineBytes);
    store.dispatch({ type: 'filtered', filter });
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
    this.content.hidden = text !== '' || this.overview === undefined;
  }

  private context(): PagesContext {
    const { host, toolbar, code, store, timePicked, eventPicked } = this.options;
    return {
      clockUnit: () => (this.facts === undefined ? 'ns' : clockUnitOf(this.facts)),
      code,
      pageChosen: (page, only) => {
        const { vm, gpa } = page;
        store.dispatch({
          type: 'page-chosen',
          page: { vm, gpa },
          ...(only === undefined ? {} : { only }),
        });
        this.detail.root.scrollIntoView({ block: 'nearest' });
      },
      faultsChosen: (faults) => {
        store.dispatch({ type: 'faults-chosen', faults });
        this.faults.root.scrollIntoView({ block: 'nearest' });
      },
      orderChosen: (order) => {
        store.dispatch({ type: 'faults-ordered', order });
      },
      sorted: (sort) => {
        store.dispatch({ type: 'pages-sorted', sort });
      },
      wakesChosen: (vm, waiter) => {
        store.dispatch({ type: 'wakes-chosen', vm, vcpu: waiter });
      },
      filterChosen: (filter) => {
        store.dispatch({ type: 'filtered', filter });
      },
      timePicked,
      eventPicked,
      copied: (markdown) => {
        void copyMarkdown(markdown, host, toolbar);
      },
    };
  }
}

/** Without them no fault is known; what else lacks leaves causes open. */
const faultEvents = ['kvm_exit', 'kvm_entry', 'kvm_page_fault'];

function whyNoFaults({ missing }: PageOverview): string {
  const lacking = missing.filter(({ event }) => faultEvents.includes(event));
  if (lacking.length === 0) return 'No access of a guest faulted in this trace.';
  const events = lacking.map(({ event }) => event).join(', ');
  return `No fault is known: the recording does not hold ${events}. “What it can tell”, above, has the command that records them.`;
}
