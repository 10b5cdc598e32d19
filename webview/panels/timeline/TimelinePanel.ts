import type { TraceFacts } from '../../../src/protocol/facts';
import type { TimelineOverview } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import { Split } from '../../layout/Split';
import type { Store } from '../../state/Store';
import { copyMarkdown } from '../copyMarkdown';
import { clockUnitOf } from '../factTexts';
import type { ViewToolbar } from '../ViewToolbar';
import type { TimelineContext } from './TimelineContext';
import { timelineParts, type TimelineParts } from './timelineParts';

export interface TimelinePanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}

/** Below this the side pane goes under the lanes. */
const columnsFromCssPx = 900;

/** What every vCPU did when, from the whole trace to one exit. */
export class TimelinePanel {
  readonly root: HTMLElement;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'timeline-empty' });
  private readonly main = element('div', { class: 'timeline-main' });
  /** Where details of what is picked stand. */
  private readonly side: HTMLElement;
  private readonly parts: TimelineParts;
  private readonly call: LatestCall<'timelineOverview'>;
  private facts: TraceFacts | undefined;
  private overview: TimelineOverview | undefined;

  constructor(private readonly options: TimelinePanelOptions) {
    const { host, store } = options;
    this.parts = timelineParts(this.context());
    this.side = element(
      'div',
      { class: 'timeline-side' },
      ...this.parts.side.map((part) => part.root),
    );
    const split = new Split({
      label: 'Size of the lanes beside the details',
      testId: 'timeline-divider',
      first: this.main,
      second: this.side,
      minCssPx: { columns: { first: 420, second: 240 }, rows: { first: 140, second: 80 } },
      direction: (widthCssPx) => (widthCssPx < columnsFromCssPx ? 'rows' : 'columns'),
      share: store.state.dividers.timelineSide,
      moved: (share) => {
        store.dispatch({ type: 'divided', divider: 'timelineSide', share });
      },
    });
    this.root = element(
      'div',
      {
        class: 'view timeline',
        id: 'view-timeline',
        role: 'tabpanel',
        'aria-labelledby': 'tab-timeline',
        'data-testid': 'timeline',
      },
      element('div', { class: 'toolbar' }, ...this.parts.toolbar.map((part) => part.root)),
      this.emptiness,
      split.root,
    );
    this.call = new LatestCall({
      host,
      method: 'timelineOverview',
      answered: (overview) => {
        this.overview = overview ?? undefined;
        this.draw();
      },
      failed: (message) => {
        this.showEmptiness(message);
      },
    });
    this.showEmptiness('');
    store.subscribe((state, previous) => {
      if (state.view === 'timeline' && previous.view !== 'timeline') this.ask();
    });
  }

  /** What is loaded has changed. Nothing is asked while nobody looks. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.root.dataset['complete'] = String(!isLoading);
    this.overview = undefined;
    if (this.options.store.state.view === 'timeline') this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.overview = undefined;
    this.options.store.dispatch({ type: 'timeline-restarted' });
    for (const part of this.allParts()) part.restart();
  }

  private ask(): void {
    if (this.facts === undefined) return;
    if (this.overview === undefined) this.call.ask({});
    else this.draw();
  }

  private draw(): void {
    if (this.overview === undefined) {
      this.showEmptiness('Nothing of the trace is read yet.');
      return;
    }
    this.showEmptiness('');
    for (const part of this.allParts()) part.refresh();
  }

  private allParts(): TimelineParts['side'] {
    return [...this.parts.toolbar, ...this.parts.side];
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
  }

  private context(): TimelineContext {
    const { host, store, toolbar, timePicked, eventPicked } = this.options;
    return {
      host,
      store,
      clockUnit: () => (this.facts === undefined ? 'ns' : clockUnitOf(this.facts)),
      facts: () => this.facts,
      overview: () => this.overview,
      window: () => undefined,
      timePicked,
      eventPicked,
      placePicked: (place) => {
        store.dispatch({ type: 'place-selected', place });
      },
      rangePicked: (range) => {
        store.dispatch({ type: 'range-selected', range });
      },
      shown: (shown) => {
        store.dispatch({ type: 'timeline-moved', shown });
      },
      drawStretch: () => undefined,
      drawMatches: () => undefined,
      drawFlags: () => undefined,
      picture: () => undefined,
      copied: (markdown) => {
        void copyMarkdown(markdown, host, toolbar);
      },
      told: (text) => {
        toolbar.showStatus(text);
      },
    };
  }
}
