import type { TraceFacts } from '../../../src/protocol/facts';
import type { NotesFile } from '../../../src/protocol/notes';
import type { ViewState } from '../../state/viewState';
import { vcpuSelection } from '../../state/vcpuSelection';
import { ColumnsTable } from './ColumnsTable';
import { KeptLayout } from './KeptLayout';
import { KnownTrace } from './KnownTrace';
import { lanesBesideParts } from './lanesBesideParts';
import { LanesView } from './LanesView';
import { Legend } from './Legend';
import { listenForTimelineKeys } from './listenForTimelineKeys';
import { whyNoLanes } from './missingLanes';
import { TimelineLinking } from './linking/TimelineLinking';
import { PointedEvent } from './PointedEvent';
import { tellDrawn, tellNothingDrawn } from './tellDrawn';
import type { TimelinePart } from './TimelineContext';
import { timelineContextOf } from './timelineContextOf';
import { TimelineControls } from './TimelineControls';
import type { TimelinePanelOptions } from './TimelinePanelOptions';
import { timelineParts, type TimelineParts } from './timelineParts';
import { timelineRoot } from './timelineRoot';
import { TimelineTexts } from './TimelineTexts';
import { viewText } from './viewText';

/** Without a move for so long the view stands still: its summary is told, and it is kept. */
const SETTLED_MS = 160;

/** What every vCPU did when, from the whole trace to one exit. */
export class TimelinePanel {
  readonly root: HTMLElement;
  /** Moves the view with those of other traces. */
  readonly linking: TimelineLinking;
  private readonly lanes: LanesView;
  private readonly trace: KnownTrace;
  private readonly texts = new TimelineTexts();
  private readonly controls: TimelineControls;
  private readonly table = new ColumnsTable();
  private readonly legend: Legend;
  private readonly layout: KeptLayout;
  private readonly body: HTMLElement;
  private readonly parts: TimelineParts;
  private readonly pointed: PointedEvent;
  private settling: number | undefined;
  private isRestored = false;

  constructor(private readonly options: TimelinePanelOptions) {
    const { host, store, toolbar, timePicked } = options;
    const failed = (message: string): void => {
      this.texts.showProblem(message);
    };
    this.trace = new KnownTrace({
      host,
      failed,
      overviewTold: () => {
        this.lanes.age();
        this.draw();
      },
      exitsTold: () => {
        this.lanes.showMinimap(this.trace.exits, this.trace.facts?.lost ?? []);
      },
    });
    this.layout = new KeptLayout(host, () => {
      this.drawLanes();
    });
    this.lanes = this.createLanes(failed);
    this.linking = new TimelineLinking({
      host,
      lanes: this.lanes,
      state: () => store.state.timeline,
      clockUnit: () => this.trace.clockUnit,
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
        unit: this.trace.clockUnit,
        t0Ns: this.trace.facts?.t0Ns ?? null,
        endNs: this.trace.overview?.isComplete === true ? this.trace.overview.toNs : undefined,
      }),
    });
    this.legend = new Legend({
      isOpen: store.state.openSections.includes('timelineLegend'),
      toggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'timelineLegend' });
      },
    });
    const known = {
      clockUnit: () => this.trace.clockUnit,
      facts: () => this.trace.facts,
      overview: () => this.trace.overview,
    };
    this.parts = timelineParts(timelineContextOf(options, this.lanes, this.controls, known));
    const keys = [...this.controls.keys, ...this.allParts().flatMap((part) => part.keys ?? [])];
    this.body = lanesBesideParts(store, this.parts, [
      this.lanes.root,
      this.table.root,
      this.texts.missing,
      this.legend.root,
    ]);
    this.root = timelineRoot({
      controls: this.controls,
      toolbar: this.parts.toolbar,
      linking: this.linking,
      texts: this.texts,
      body: this.body,
      help: this.controls.createHelp(keys).root,
    });
    this.pointed = new PointedEvent({
      host,
      store,
      failed,
      lanes: this.lanes,
      trace: this.trace,
      isFocused: () => this.root.contains(document.activeElement),
    });
    this.texts.showProblem('');
    this.showEmptiness('');
    listenForTimelineKeys({
      root: this.root,
      isShown: () => this.isShown() && this.trace.overview !== undefined,
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
    this.trace.take(facts, isLoading);
    if (this.isShown()) this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.trace.restart();
    this.isRestored = true;
    tellNothingDrawn(this.root);
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
      this.pointed.follow(state.selectedRow);
    }
  }

  /** The file of the notes changed. */
  notesTold(file: NotesFile): void {
    this.parts.notes.told(file);
  }

  private ask(): void {
    if (this.trace.facts === undefined) return;
    this.layout.ask();
    if (this.trace.isFresh) this.draw();
    else this.trace.ask();
  }

  private draw(): void {
    const { overview, isLoading } = this.trace;
    if (overview === undefined || overview.lanes.length === 0) {
      const none = overview === undefined ? 'Nothing of the trace is read yet.' : 'No vCPU so far.';
      this.showEmptiness(isLoading ? none : whyNoLanes(overview?.missing ?? []));
      return;
    }
    this.showEmptiness('');
    this.texts.showProblem('');
    this.texts.showMissing(overview.missing);
    this.drawLanes();
    this.drawLegend();
    for (const part of this.allParts()) part.refresh();
  }

  private drawLegend(): void {
    const { surface } = this.lanes;
    const { overview } = this.trace;
    if (overview !== undefined) this.legend.show(overview, surface.palette, surface.scale);
  }

  private drawLanes(): void {
    const { overview, facts, exits } = this.trace;
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
    this.lanes.showMinimap(exits, facts.lost);
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
    this.lanes.overlay.showPicked({ place, range, markers, pointedNs });
    this.controls.showTools();
  }

  /** A frame was drawn. */
  private drawn(): void {
    const { overview } = this.trace;
    if (this.lanes.navigator.viewport === undefined || overview === undefined) return;
    tellDrawn(this.root, this.lanes, overview.isComplete && this.lanes.data.isFresh);
    this.linking.drawn();
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      this.settled();
    }, SETTLED_MS);
  }

  private settled(): void {
    const { store } = this.options;
    const { viewport, shown } = this.lanes.navigator;
    const { overview, clockUnit } = this.trace;
    if (viewport === undefined || overview === undefined) return;
    if (store.state.timeline.shown !== shown) store.dispatch({ type: 'timeline-moved', shown });
    this.linking.settled();
    for (const part of this.allParts()) part.moved?.();
    const { place } = store.state.timeline;
    const lane = overview.lanes.find(({ key }) => key === place?.lane);
    const count = this.lanes.drawnLanes().length;
    this.texts.showStatus(viewText(viewport, count, clockUnit, place, lane));
    this.controls.showTools();
    this.drawTable();
  }

  private showTable(): void {
    this.table.root.hidden = !this.options.store.state.openSections.includes('timelineTable');
    this.controls.showTools();
    this.drawTable();
  }

  private drawTable(): void {
    const { viewport } = this.lanes.navigator;
    const { table } = this;
    const { overview, clockUnit } = this.trace;
    if (table.root.hidden || viewport === undefined || overview === undefined) return;
    table.show({
      viewport,
      lanes: this.lanes.drawnLanes().map(({ row, answer }) => ({ lane: row.lane, answer })),
      categories: overview.categories,
      palette: this.lanes.surface.palette,
      clockUnit,
    });
  }

  private isShown(): boolean {
    return this.options.store.state.view === 'timeline';
  }

  private allParts(): readonly TimelinePart[] {
    return [...this.parts.toolbar, ...this.parts.side];
  }

  private showEmptiness(text: string): void {
    this.texts.showEmptiness(text);
    this.body.hidden = text !== '' || this.trace.overview === undefined;
  }

  private createLanes(failed: (message: string) => void): LanesView {
    const { host, store } = this.options;
    return new LanesView({
      host,
      failed,
      clockUnit: () => this.trace.clockUnit,
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
}
