import { clockUnitOf } from '../../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../../src/protocol/facts';
import type { NotesFile } from '../../../src/protocol/notes';
import type { EventDetail } from '../../../src/protocol/events';
import type { ExitsOverTime } from '../../../src/protocol/exits';
import type { TimelineOverview } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import type { ClockUnit } from '../../format/time';
import { LatestCall } from '../../LatestCall';
import type { ViewState } from '../../state/viewState';
import { vcpuSelection } from '../../state/vcpuSelection';
import { ColumnsTable } from './ColumnsTable';
import { KeptLayout } from './KeptLayout';
import { lanesBesideParts } from './lanesBesideParts';
import { LanesView } from './LanesView';
import { Legend } from './Legend';
import { listenForTimelineKeys } from './listenForTimelineKeys';
import { missingText, whyNoLanes } from './missingLanes';
import { TimelineLinking } from './linking/TimelineLinking';
import type { TimelinePart } from './TimelineContext';
import { timelineContextOf } from './timelineContextOf';
import { TimelineControls } from './TimelineControls';
import type { TimelinePanelOptions } from './TimelinePanelOptions';
import { timelineParts, type TimelineParts } from './timelineParts';
import { viewText } from './viewText';

/** Without a move for so long the view stands still: its summary is told, and it is kept. */
const SETTLED_MS = 160;
/** Of the minimap: about as many as it has pixels on a laptop. */
const MINIMAP_BINS = 600;

/** What every vCPU did when, from the whole trace to one exit. */
export class TimelinePanel {
  readonly root: HTMLElement;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'timeline-empty' });
  private readonly missing = element('p', {
    class: 'timeline-missing',
    'data-testid': 'timeline-missing',
  });
  private readonly problem = element('p', { class: 'mistake timeline-problem', role: 'alert' });
  private readonly status = element('p', {
    class: 'timeline-status status',
    role: 'status',
    'data-testid': 'timeline-status',
  });
  /** Moves the view with those of other traces. */
  readonly linking: TimelineLinking;
  private readonly lanes: LanesView;
  private readonly controls: TimelineControls;
  private readonly table = new ColumnsTable();
  private readonly legend: Legend;
  private readonly layout: KeptLayout;
  private readonly body: HTMLElement;
  private readonly parts: TimelineParts;
  private readonly overviewCall: LatestCall<'timelineOverview'>;
  private readonly exitsCall: LatestCall<'exitsOverTime'>;
  private readonly detailCall: LatestCall<'eventDetail'>;
  private facts: TraceFacts | undefined;
  private isLoading = true;
  private overview: TimelineOverview | undefined;
  private isFresh = false;
  private exits: ExitsOverTime | undefined;
  private settling: number | undefined;
  private isRestored = false;

  constructor(private readonly options: TimelinePanelOptions) {
    const { host, store, toolbar, timePicked } = options;
    const failed = (message: string): void => {
      this.showProblem(message);
    };
    this.layout = new KeptLayout(host, () => {
      this.drawLanes();
    });
    this.lanes = this.createLanes(failed);
    this.linking = new TimelineLinking({
      host,
      lanes: this.lanes,
      state: () => store.state.timeline,
      clockUnit: () => this.clockUnit(),
    });
    this.controls = new TimelineControls({
      host,
      store,
      toolbar,
      timePicked,
      failed,
      lanes: this.lanes,
      layout: this.layout,
      clock: () => ({
        unit: this.clockUnit(),
        t0Ns: this.facts?.t0Ns ?? null,
        endNs: this.overview?.isComplete === true ? this.overview.toNs : undefined,
      }),
    });
    this.legend = new Legend({
      isOpen: store.state.openSections.includes('timelineLegend'),
      toggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'timelineLegend' });
      },
    });
    const known = {
      clockUnit: () => this.clockUnit(),
      facts: () => this.facts,
      overview: () => this.overview,
    };
    this.parts = timelineParts(timelineContextOf(options, this.lanes, this.controls, known));
    const keys = [...this.controls.keys, ...this.allParts().flatMap((part) => part.keys ?? [])];
    this.body = lanesBesideParts(store, this.parts, [
      this.lanes.root,
      this.table.root,
      this.missing,
      this.legend.root,
    ]);
    this.root = this.createRoot(this.controls.createHelp(keys).root);
    this.overviewCall = new LatestCall({
      host,
      method: 'timelineOverview',
      failed,
      answered: (overview) => {
        this.overview = overview ?? undefined;
        this.isFresh = true;
        this.lanes.age();
        this.draw();
      },
    });
    this.exitsCall = new LatestCall({
      host,
      method: 'exitsOverTime',
      failed,
      answered: (exits) => {
        this.exits = exits;
        this.lanes.showMinimap(exits, this.facts?.lost ?? []);
      },
    });
    this.detailCall = new LatestCall({
      host,
      method: 'eventDetail',
      failed,
      answered: (event) => {
        this.pointAt(event);
      },
    });
    this.showProblem('');
    this.showEmptiness('');
    listenForTimelineKeys({
      root: this.root,
      isShown: () => this.isShown() && this.overview !== undefined,
      keys: () => keys,
    });
    store.subscribe((state, previous) => {
      this.follow(state, previous);
    });
    this.showTable();
    this.lanes.setShown(this.isShown());
  }

  /** What is loaded has changed. Nothing is asked while nobody looks. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.isFresh = false;
    if (this.isShown()) this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.overview = undefined;
    this.exits = undefined;
    this.isRestored = true;
    this.root.dataset['lanes'] = '0';
    this.root.dataset['complete'] = 'false';
    this.lanes.restart();
    this.linking.restart();
    this.options.store.dispatch({ type: 'timeline-restarted' });
    for (const part of this.allParts()) part.restart();
  }

  private follow(state: ViewState, previous: ViewState): void {
    const { timeline } = state;
    const isShown = state.view === 'timeline';
    if (isShown !== (previous.view === 'timeline')) {
      this.lanes.setShown(isShown);
      if (isShown) this.ask();
    }
    const { navigator } = this.lanes;
    if (timeline.shown !== previous.timeline.shown && timeline.shown !== navigator.shown) {
      this.showStretch(state);
    }
    if (timeline !== previous.timeline) this.showPicked();
    if (state.vm !== previous.vm || state.vcpu !== previous.vcpu) this.drawLanes();
    if (state.openSections !== previous.openSections) this.showTable();
    if (isShown && state.selectedRow !== previous.selectedRow && state.selectedRow !== undefined) {
      this.detailCall.ask({ row: state.selectedRow });
    }
  }

  /** The file of the notes changed. */
  notesTold(file: NotesFile): void {
    this.parts.notes.told(file);
  }

  private ask(): void {
    if (this.facts === undefined) return;
    this.layout.ask();
    if (this.overview !== undefined && this.isFresh) {
      this.draw();
      return;
    }
    this.overviewCall.ask({});
    this.exitsCall.ask({ bins: MINIMAP_BINS });
  }

  private draw(): void {
    const { overview, isLoading } = this;
    if (overview === undefined || overview.lanes.length === 0) {
      const none = overview === undefined ? 'Nothing of the trace is read yet.' : 'No vCPU so far.';
      this.showEmptiness(isLoading ? none : whyNoLanes(overview?.missing ?? []));
      return;
    }
    this.showEmptiness('');
    this.showProblem('');
    const missing = missingText(overview.missing);
    this.missing.textContent = missing;
    this.missing.title = missing;
    this.missing.hidden = missing === '';
    this.drawLanes();
    this.drawLegend();
    for (const part of this.allParts()) part.refresh();
  }

  private drawLegend(): void {
    const { surface } = this.lanes;
    if (this.overview !== undefined) {
      this.legend.show(this.overview, surface.palette, surface.scale);
    }
  }

  private drawLanes(): void {
    const { overview, facts } = this;
    if (overview === undefined || facts === undefined || overview.lanes.length === 0) return;
    const { state } = this.options.store;
    this.lanes.show({
      overview,
      layout: this.layout.layout,
      selection: vcpuSelection(state),
      vmNames: new Map(facts.vms.map(({ vm, name }) => [vm, name ?? ''])),
    });
    if (!this.isRestored) {
      this.isRestored = true;
      this.lanes.navigator.restore(state.timeline.shown);
    }
    this.lanes.showMinimap(this.exits, facts.lost);
    this.showPicked();
  }

  private showStretch({ timeline: { shown, place } }: ViewState): void {
    const { navigator } = this.lanes;
    // A stretch that is shown before the lanes are there is where they begin.
    if (navigator.viewport === undefined) {
      navigator.restore(shown);
      this.linking.led();
    } else if (shown === undefined) navigator.fit();
    else navigator.show(shown);
    if (place !== undefined) this.lanes.revealLane(place.lane);
  }

  private showPicked(): void {
    const { place, range, markers, pointedNs } = this.options.store.state.timeline;
    this.lanes.showPicked({ place, range, markers, pointedNs });
    this.controls.showTools();
  }

  /** A frame was drawn. */
  private drawn(): void {
    const { viewport } = this.lanes.navigator;
    if (viewport === undefined || this.overview === undefined) return;
    const { dataset } = this.root;
    const { isFresh } = this.lanes.data;
    dataset['fromNs'] = String(viewport.fromNs);
    dataset['columnNs'] = String(viewport.columnNs);
    dataset['columns'] = String(viewport.columns);
    dataset['frames'] = String(this.lanes.frames);
    dataset['lanes'] = String(this.lanes.drawnLanes().filter(({ answer }) => answer).length);
    dataset['complete'] = String(this.overview.isComplete && isFresh);
    this.linking.drawn();
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      this.settled();
    }, SETTLED_MS);
  }

  private settled(): void {
    const { navigator } = this.lanes;
    const { store } = this.options;
    const { viewport, shown } = navigator;
    if (viewport === undefined || this.overview === undefined) return;
    if (store.state.timeline.shown !== shown) store.dispatch({ type: 'timeline-moved', shown });
    this.linking.settled();
    for (const part of this.allParts()) part.moved?.();
    const { place } = store.state.timeline;
    const lane = this.overview.lanes.find(({ key }) => key === place?.lane);
    const text = viewText(viewport, this.lanes.drawnLanes().length, this.clockUnit(), place, lane);
    if (this.status.textContent !== text) this.status.textContent = text;
    this.controls.showTools();
    this.drawTable();
  }

  /** The event that is selected in the table. The view follows only those who are at the table. */
  private pointAt({ timeNs, vm, vcpu }: EventDetail): void {
    const { store } = this.options;
    store.dispatch({ type: 'timeline-pointed', timeNs });
    if (this.root.contains(document.activeElement) || this.lanes.gestures.isDragging) return;
    this.lanes.navigator.reveal(timeNs);
    // Not where the table itself only follows a place of the lanes.
    if (document.activeElement?.closest('.events') === null) return;
    const lane = this.overview?.lanes.find(
      (of) => of.kind === 'state' && of.vcpu !== null && of.vm === vm && of.vcpu === vcpu,
    );
    if (lane === undefined) return;
    store.dispatch({ type: 'place-selected', place: { lane: lane.key, timeNs } });
    this.lanes.revealLane(lane.key);
  }

  private showTable(): void {
    this.table.root.hidden = !this.options.store.state.openSections.includes('timelineTable');
    this.controls.showTools();
    this.drawTable();
  }

  private drawTable(): void {
    const { viewport } = this.lanes.navigator;
    const { overview, table } = this;
    if (table.root.hidden || viewport === undefined || overview === undefined) return;
    table.show({
      viewport,
      lanes: this.lanes.drawnLanes().map(({ row, answer }) => ({ lane: row.lane, answer })),
      categories: overview.categories,
      palette: this.lanes.surface.palette,
      clockUnit: this.clockUnit(),
    });
  }

  private isShown(): boolean {
    return this.options.store.state.view === 'timeline';
  }

  private clockUnit(): ClockUnit {
    return this.facts === undefined ? 'ns' : clockUnitOf(this.facts);
  }

  private allParts(): readonly TimelinePart[] {
    return [...this.parts.toolbar, ...this.parts.side];
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
    this.body.hidden = text !== '' || this.overview === undefined;
  }

  private showProblem(message: string): void {
    this.problem.textContent = message;
    this.problem.hidden = message === '';
  }

  private createLanes(failed: (message: string) => void): LanesView {
    const { host, store } = this.options;
    return new LanesView({
      host,
      failed,
      clockUnit: () => this.clockUnit(),
      layoutEdited: (edit) => {
        this.layout.edit(edit, this.lanes.rows);
      },
      placePicked: (place) => {
        this.controls.pickPlace(place);
      },
      lanePicked: (lane) => {
        this.controls.pickLane(lane);
      },
      rangePicked: (range) => {
        store.dispatch({ type: 'range-selected', range });
      },
      pointed: (timeNs) => {
        this.linking.pointed(timeNs);
      },
      looksChanged: () => {
        this.drawLegend();
      },
      drawn: () => {
        this.drawn();
      },
    });
  }

  private createRoot(help: HTMLElement): HTMLElement {
    const toolbar = element(
      'div',
      { class: 'toolbar timeline-toolbar' },
      this.controls.tools.root,
      ...this.parts.toolbar.map((part) => part.root),
      element('div', { class: 'timeline-states' }, this.linking.root, this.status),
    );
    return element(
      'div',
      {
        class: 'timeline',
        id: 'view-timeline',
        role: 'tabpanel',
        'aria-labelledby': 'tab-timeline',
        'data-testid': 'timeline',
        'data-lanes': '0',
        'data-complete': 'false',
      },
      toolbar,
      this.controls.jump.root,
      this.problem,
      this.emptiness,
      this.body,
      help,
    );
  }
}
