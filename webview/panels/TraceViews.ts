import type { TraceFacts } from '../../src/protocol/facts';
import type { NotesFile } from '../../src/protocol/notes';
import type { CodeLinks } from '../code/CodeLinks';
import { element } from '../dom/element';
import type { Host } from '../host';
import type { Store } from '../state/Store';
import type { View } from '../state/viewState';
import { CodePanel } from './code/CodePanel';
import { ExitsPanel } from './ExitsPanel';
import { IdlePanel } from './idle/IdlePanel';
import { PagesPanel } from './pages/PagesPanel';
import type { TimelineLinking } from './timeline/linking/TimelineLinking';
import { TimelinePanel } from './timeline/TimelinePanel';
import { viewTitles } from './ViewTabs';
import { ViewToolbar } from './ViewToolbar';

export interface TraceViewsOptions {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}

/** The pane above the events: what vCPUs did when, why vCPUs left the guest, why they were idle, which pages they fault on, or in which code. */
export class TraceViews {
  readonly root: HTMLElement;
  /** For the outline of the page; to the eye the tabs say it. */
  private readonly heading = element('h2', { class: 'visually-hidden' });
  private readonly toolbar: ViewToolbar;
  private readonly timeline: TimelinePanel;
  private readonly exits: ExitsPanel;
  private readonly idle: IdlePanel;
  private readonly pages: PagesPanel;
  private readonly code: CodePanel;
  private facts: TraceFacts | undefined;
  private hasExits = true;

  constructor(private readonly options: TraceViewsOptions) {
    const { store } = options;
    this.toolbar = this.createToolbar();
    const { toolbar } = this;
    this.timeline = new TimelinePanel({ ...options, toolbar });
    this.exits = new ExitsPanel({
      ...options,
      toolbar,
      emptied: (isEmpty) => {
        this.hasExits = !isEmpty;
        this.fit(store.state.view);
      },
    });
    this.idle = new IdlePanel({ ...options, toolbar });
    this.pages = new PagesPanel({ ...options, toolbar });
    this.code = new CodePanel({ ...options, toolbar });
    this.root = element(
      'section',
      { class: 'views', 'aria-label': 'Analysis' },
      this.heading,
      this.toolbar.root,
      this.timeline.root,
      this.exits.root,
      this.idle.root,
      this.pages.root,
      this.code.root,
    );
    store.subscribe((state, previous) => {
      if (state.vm !== previous.vm || state.vcpu !== previous.vcpu) this.showChoices();
      if (state.view !== previous.view) this.show(state.view);
    });
    this.show(store.state.view);
  }

  /** What is loaded has changed. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.showChoices();
    this.timeline.refresh(facts, isLoading);
    this.exits.refresh(facts, isLoading);
    this.idle.refresh(facts, isLoading);
    this.pages.refresh(facts, isLoading);
    this.code.refresh(facts, isLoading);
  }

  /** Another load has begun. */
  restart(): void {
    this.timeline.restart();
    this.idle.restart();
    this.pages.restart();
    this.code.restart();
  }

  /** The file of the notes changed, on disk or by another page. */
  notesTold(file: NotesFile): void {
    this.timeline.notesTold(file);
  }

  /** The timeline is linked with those of other traces, or follows them. */
  linkNoticed(notice: Parameters<TimelineLinking['noticed']>[0]): void {
    this.timeline.linking.noticed(notice);
  }

  /** Other symbols are used. */
  symbolsTold(): void {
    this.code.symbolsTold();
  }

  /** Says beside the tabs what was done, or went wrong. */
  tell(text: string): void {
    this.toolbar.showStatus(text);
  }

  private show(view: View): void {
    this.timeline.root.hidden = view !== 'timeline';
    this.exits.root.hidden = view !== 'exits';
    this.idle.root.hidden = view !== 'idle';
    this.pages.root.hidden = view !== 'pages';
    this.code.root.hidden = view !== 'code';
    this.heading.textContent = viewTitles[view];
    this.toolbar.showView(view);
    this.fit(view);
  }

  /** Without any exits the events get the room. */
  private fit(view: View): void {
    this.root.classList.toggle('without-exits', view === 'exits' && !this.hasExits);
  }

  private showChoices(): void {
    const { vm, vcpu } = this.options.store.state;
    if (this.facts !== undefined) this.toolbar.showChoices(this.facts.vms, vm, vcpu);
  }

  private copyTable(format: 'Markdown' | 'CSV'): void {
    if (this.options.store.state.view === 'code') void this.code.copyTable(format);
    else this.exits.copyTable(format);
  }

  private createToolbar(): ViewToolbar {
    const { store } = this.options;
    return new ViewToolbar({
      view: store.state.view,
      viewChosen: (view) => {
        store.dispatch({ type: 'view-chosen', view });
      },
      vmChosen: (vm) => {
        store.dispatch({ type: 'vm-chosen', vm });
      },
      vcpuChosen: (vcpu) => {
        store.dispatch({ type: 'vcpu-chosen', vcpu });
      },
      markdownWanted: () => {
        this.copyTable('Markdown');
      },
      csvWanted: () => {
        this.copyTable('CSV');
      },
    });
  }
}
