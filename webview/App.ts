import { messageOf } from '../src/base/messageOf';
import type { TableToName } from '../src/base/tableColumns';
import type { Companion } from '../src/protocol/Companion';
import type { TraceFacts } from '../src/protocol/facts';
import type { LoadState, PageLoadNotice } from '../src/protocol/loading';
import type { PageNotice } from '../src/protocol/notices';
import type { Params } from '../src/protocol/requests';
import { CodeLinks } from './code/CodeLinks';
import { CodeNames } from './code/CodeNames';
import type { Host } from './host';
import { Split } from './layout/Split';
import { LoadFollower } from './LoadFollower';
import { ColumnsPanel } from './panels/ColumnsPanel';
import { EventsPanel } from './panels/EventsPanel';
import { ExampleStrip } from './panels/ExampleStrip';
import { LoadBanner } from './panels/LoadBanner';
import { Overview } from './panels/Overview';
import { RefusalPanel } from './panels/RefusalPanel';
import { TraceViews } from './panels/TraceViews';
import type { Store } from './state/Store';
import { dividerOf } from './layout/dividerOf';
import { filterOfEvent } from './tables/exitsFilter';

/** Before the host's first word. */
const opening: LoadState = { kind: 'loading', doneBytes: 0, totalBytes: 0, events: 0 };

/** The page of one trace: what it is, its views, its events, and how far the load is. */
export class App {
  private readonly overview: Overview;
  private readonly banner: LoadBanner;
  private readonly refusal: RefusalPanel;
  private readonly columns: ColumnsPanel;
  private readonly example: ExampleStrip;
  private readonly views: TraceViews;
  private readonly events: EventsPanel;
  private readonly names: CodeNames;
  private readonly panes: Split;
  private readonly follower: LoadFollower;
  private load: LoadState = opening;
  private namedTable: TableToName | undefined;
  private loadNumber: number | undefined;
  private hasAskedNearby = false;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
    private readonly store: Store,
  ) {
    const timePicked = (timeNs: number): void => {
      void this.events.revealTime(timeNs);
    };
    this.overview = new Overview({
      host,
      store,
      timePicked,
      eventPicked: (name) => {
        store.dispatch({ type: 'filtered', filter: filterOfEvent(name) });
      },
      tscKhzGiven: (tscKhz) => {
        this.reload({ tscKhz });
      },
      wholeWanted: () => {
        this.reload({ part: {} });
      },
      columnsWanted: () => {
        this.askColumns();
      },
      companionsWanted: (companions) => {
        this.reload({ companions });
      },
      pickWanted: () => {
        void this.attempt(this.pickRecordings());
      },
      copied: (text) => {
        void this.attempt(host.call('copyText', { text }));
      },
    });
    this.banner = new LoadBanner({
      cancelled: () => {
        void this.attempt(host.call('cancelLoad', {}));
      },
      reloaded: () => {
        this.reload({});
      },
    });
    this.refusal = new RefusalPanel({
      partChosen: (part) => {
        this.reload({ part });
      },
    });
    this.columns = new ColumnsPanel({
      named: (namedTable) => {
        this.reload({ namedTable });
      },
      cancelled: () => {
        this.columns.hide();
        this.panes.root.hidden = false;
      },
    });
    this.example = new ExampleStrip({
      moreWanted: (notices) => {
        for (const notice of notices) this.noticed(notice);
      },
    });
    this.names = new CodeNames(host);
    const code = new CodeLinks({
      host,
      store,
      names: this.names,
      told: (text) => {
        this.views.tell(text);
      },
    });
    this.views = new TraceViews({
      host,
      store,
      code,
      timePicked,
      eventPicked: (row) => {
        this.events.reveal(row);
      },
    });
    this.events = new EventsPanel({ host, store, code });
    this.panes = new Split({
      label: 'Height of the analysis above the events',
      testId: 'exits-divider',
      first: this.views.root,
      second: this.events.root,
      // Of the events at least their filter stays.
      minCssPx: { columns: { first: 0, second: 0 }, rows: { first: 120, second: 36 } },
      direction: () => 'rows',
      share: () => store.state.dividers[dividerOf(store.state.view)],
      moved: (share) => {
        store.dispatch({ type: 'divided', divider: dividerOf(store.state.view), share });
      },
    });
    store.subscribe(({ view }, previous) => {
      if (view !== previous.view) this.panes.refresh();
    });
    this.panes.root.classList.add('panes');
    root.replaceChildren(
      this.banner.root,
      this.overview.root,
      this.refusal.root,
      this.columns.root,
      this.example.root,
      this.panes.root,
    );
    this.follower = new LoadFollower({
      host,
      nowMs: () => performance.now(),
      moved: (load) => {
        this.moved(load);
      },
      refreshed: (facts, companions) => {
        this.refreshed(facts, companions);
      },
      failed: (message) => {
        this.moved({ kind: 'failed', message });
      },
    });
    listenForFilterKeys(() => {
      this.events.focusFilter();
    });
  }

  start(): void {
    this.hideContents();
    this.moved(opening);
    this.follower.start();
  }

  noticed(notice: PageNotice): void {
    switch (notice.notice) {
      case 'reveal':
        this.events.reveal(notice.row);
        break;
      case 'idle': {
        const { vm, vcpu, strategy } = notice;
        this.store.dispatch({ type: 'idle-shown', vm, vcpu, strategy });
        break;
      }
      case 'range': {
        const { fromNs, toNs, lane, timeNs } = notice;
        this.store.dispatch({ type: 'timeline-shown', fromNs, toNs, lane, timeNs });
        break;
      }
      case 'timeline':
        this.store.dispatch({ type: 'view-chosen', view: 'timeline' });
        break;
      case 'notes':
        this.views.notesTold(notice.file);
        break;
      case 'symbols':
        this.names.renew();
        this.views.symbolsTold();
        break;
      case 'matches':
        this.store.dispatch({ type: 'matches-shown', filter: notice.filter });
        break;
      case 'faults':
        this.store.dispatch({ type: 'faults-shown', faults: notice.selection });
        break;
      case 'example':
        this.example.show(notice);
        break;
      case 'code':
        this.store.dispatch({ type: 'code-shown', of: notice.of, search: notice.search });
        break;
      case 'link':
      case 'follow':
      case 'pointer':
      case 'scroll':
        this.views.linkNoticed(notice);
        break;
      case 'load':
        this.loadNoticed(notice);
    }
  }

  /** The host tells how far the load is, or another one, that this page need not have asked for. */
  private loadNoticed({ load, loadNumber }: PageLoadNotice): void {
    if (this.loadNumber !== undefined && this.loadNumber !== loadNumber) this.restart();
    this.loadNumber = loadNumber;
    this.follower.noticed(load);
  }

  private moved(load: LoadState): void {
    if (this.load.kind !== 'loading' && load.kind === 'loading') this.restart();
    if (this.load.kind !== load.kind) this.names.renew();
    this.load = load;
    document.body.dataset['state'] = load.kind;
    this.banner.show(load);
    this.refusal.show(load);
    if (load.kind === 'unnamed') this.columns.show(load.table, false);
    // What was read before the load gave up would be taken for facts of the whole recording.
    if (this.isRefused()) this.hideContents();
  }

  private refreshed(facts: TraceFacts | undefined, companions: readonly Companion[]): void {
    if (facts === undefined || this.isRefused()) return;
    this.namedTable = facts.sources[0]?.namedTable;
    this.overview.show(facts, companions);
    if (!this.hasAskedNearby) {
      this.hasAskedNearby = true;
      void this.attempt(this.suggestNearby());
    }
    this.panes.root.hidden = !this.columns.root.hidden;
    const isLoading = this.load.kind === 'loading';
    this.views.refresh(facts, isLoading);
    this.events.refresh(facts, isLoading);
  }

  /** Asked once: it looks into every recording of the folder. */
  private async suggestNearby(): Promise<void> {
    this.overview.recordings.suggest(await this.host.call('nearbyRecordings', {}));
  }

  private async pickRecordings(): Promise<void> {
    const { paths } = await this.host.call('pickRecordings', {});
    this.overview.recordings.add(paths);
  }

  private askColumns(): void {
    if (this.namedTable === undefined) return;
    this.columns.show(this.namedTable, true);
    this.panes.root.hidden = true;
  }

  private hideContents(): void {
    this.overview.root.hidden = true;
    this.panes.root.hidden = true;
  }

  private isRefused(): boolean {
    return ['failed', 'too-large', 'unnamed'].includes(this.load.kind);
  }

  /** What rows and positions mean ends with the load they belong to. */
  private restart(): void {
    this.hideContents();
    this.columns.hide();
    this.example.hide();
    this.store.dispatch({ type: 'load-restarted' });
    this.views.restart();
    this.events.restart();
  }

  private reload(params: Params<'reload'>): void {
    // Not left to the first notice: a short load may be over before it says that it began.
    this.restart();
    this.moved(opening);
    void this.attempt(this.host.call('reload', params));
  }

  private async attempt(call: Promise<unknown>): Promise<void> {
    try {
      await call;
    } catch (error) {
      this.follower.start();
      this.banner.showProblem(messageOf(error));
    }
  }
}

/** Ctrl+F (Cmd+F) and `/` go to the filter, from wherever the user does not type. */
function listenForFilterKeys(focusFilter: () => void): void {
  document.addEventListener('keydown', (event) => {
    const isFind = (event.ctrlKey || event.metaKey) && event.key === 'f';
    const isSlash = event.key === '/' && !isTyping(event);
    if (!isFind && !isSlash) return;
    event.preventDefault();
    focusFilter();
  });
}

function isTyping(event: KeyboardEvent): boolean {
  // Not `target`: it names the toolkit's element, not the input inside its shadow.
  return event.composedPath()[0] instanceof HTMLInputElement;
}
