import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { LanePlace, MarkerName, TimeRange } from '../../state/timelineState';
import type { Store } from '../../state/Store';
import { laneKeysOf } from '../../timeline/layoutLanes';
import { timeAt } from '../../timeline/viewport';
import type { ViewToolbar } from '../ViewToolbar';
import { HelpSheet } from './HelpSheet';
import { JumpField, type JumpFieldOptions } from './JumpField';
import type { KeptLayout } from './KeptLayout';
import type { LanesView } from './LanesView';
import type { TimelineKey } from './TimelineContext';
import { mouseHelp, timelineKeys } from './timelineKeys';
import { TimelineTools } from './TimelineTools';

export interface TimelineControlsOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly lanes: LanesView;
  readonly layout: KeptLayout;
  readonly clock: JumpFieldOptions['clock'];
  readonly timePicked: (timeNs: number) => void;
  readonly failed: (message: string) => void;
}

/** What keys and buttons do to the view and to what is picked on it. */
export class TimelineControls {
  readonly tools: TimelineTools;
  readonly jump: JumpField;
  /** The lanes' own; parts have more. */
  readonly keys: readonly TimelineKey[];
  private readonly stepCall: LatestCall<'timelineStep'>;
  private help: HelpSheet | undefined;
  /** Set by the part that knows the whole of what the selected place belongs to. */
  private stretch: TimeRange | undefined;

  constructor(private readonly options: TimelineControlsOptions) {
    const { host, store, toolbar, failed } = options;
    this.keys = this.createKeys();
    this.tools = this.createTools();
    this.jump = new JumpField({
      clock: options.clock,
      jumped: (timeNs) => {
        this.goTo(timeNs);
      },
      closed: () => {
        this.focusLanes();
      },
    });
    this.stepCall = new LatestCall({
      host,
      method: 'timelineStep',
      failed,
      answered: (step, { lane }) => {
        // Somebody has gone on to another lane meanwhile.
        if ((store.state.timeline.place?.lane ?? lane) !== lane) return;
        if (step === null) toolbar.showStatus('There is none further on this lane');
        else this.pickPlace({ lane, timeNs: step.fromNs });
      },
    });
  }

  /** The sheet tells all keys, those of the parts too. */
  createHelp(keys: readonly TimelineKey[]): HelpSheet {
    this.help = new HelpSheet([
      { title: 'Keys', keys },
      { title: 'Mouse', keys: mouseHelp },
    ]);
    return this.help;
  }

  /** Selects a place, brings it into sight, and takes the events there. */
  pickPlace(place: LanePlace): void {
    const { store, lanes, timePicked } = this.options;
    store.dispatch({ type: 'place-selected', place });
    lanes.revealLane(place.lane);
    lanes.navigator.reveal(place.timeNs);
    timePicked(place.timeNs);
  }

  /** What is selected goes along: the next step on the lane is from there. */
  private goTo(timeNs: number): void {
    const { store, lanes, timePicked } = this.options;
    const { place } = store.state.timeline;
    store.dispatch({ type: 'timeline-pointed', timeNs });
    if (place !== undefined) {
      this.pickPlace({ lane: place.lane, timeNs });
      return;
    }
    lanes.navigator.reveal(timeNs);
    timePicked(timeNs);
  }

  /** The same moment on another lane. */
  pickLane(lane: string): void {
    this.pickPlace({ lane, timeNs: this.focusNs() });
  }

  setStretch(stretch: TimeRange | undefined): void {
    this.stretch = stretch;
    this.options.lanes.overlay.drawStretch(stretch);
    this.showTools();
  }

  showTools(): void {
    const { lanes } = this.options;
    this.tools.show({
      canGoBack: lanes.navigator.canGoBack,
      canGoForward: lanes.navigator.canGoForward,
      isBoxMode: lanes.isBoxMode,
      isTable: this.options.store.state.openSections.includes('timelineTable'),
      hasSelection: this.selectedStretch() !== undefined,
      hiddenCount: lanes.rows.hiddenCount,
    });
  }

  focusLanes(): void {
    this.options.lanes.surface.root.focus({ preventScroll: true });
  }

  private selectedStretch(): TimeRange | undefined {
    const { range, place, markers } = this.options.store.state.timeline;
    if (range !== undefined) return range;
    if (place !== undefined && this.stretch !== undefined) return this.stretch;
    const { a, b } = markers;
    if (a === undefined || b === undefined || a === b) return undefined;
    return { fromNs: Math.min(a, b), toNs: Math.max(a, b) };
  }

  private zoomToSelection(): void {
    const stretch = this.selectedStretch();
    if (stretch !== undefined) this.options.lanes.navigator.zoomTo(stretch);
  }

  /** Where keys act: at what is selected or pointed at, else in the middle. */
  private focusNs(): number {
    const { lanes, store } = this.options;
    const { destination } = lanes.navigator;
    const { place, pointedNs } = store.state.timeline;
    const middleNs = destination === undefined ? 0 : timeAt(destination, destination.columns / 2);
    return place?.timeNs ?? pointedNs ?? middleNs;
  }

  private stepLane(step: 1 | -1): void {
    const { lanes, store } = this.options;
    const keys = laneKeysOf([...lanes.rows.pinned, ...lanes.rows.scrolled]);
    const { place } = store.state.timeline;
    const at = place === undefined ? -1 : keys.indexOf(place.lane);
    const next = keys[at < 0 ? 0 : Math.min(keys.length - 1, Math.max(0, at + step))];
    if (next !== undefined) this.pickLane(next);
  }

  private stepTime(direction: 1 | -1, isSame: boolean): void {
    const { lanes, store } = this.options;
    const { place } = store.state.timeline;
    const first = lanes.rows.pinned[0] ?? lanes.rows.scrolled.find(({ lane }) => lane);
    const lane = place?.lane ?? first?.key;
    if (lane === undefined) return;
    this.stepCall.ask({ lane, timeNs: this.focusNs(), direction, isSame });
  }

  private setMarker(marker: MarkerName): void {
    const timeNs = this.options.lanes.overlay.hoveredNs ?? this.focusNs();
    this.options.store.dispatch({ type: 'marker-set', marker, timeNs });
  }

  /** One thing a press: a drag, the box, then what is picked. */
  private clear(): void {
    const { lanes, store } = this.options;
    if (lanes.gestures.cancel()) return;
    if (lanes.isBoxMode) {
      this.toggleBox();
      return;
    }
    const { range, place, markers } = store.state.timeline;
    if (range !== undefined) store.dispatch({ type: 'range-selected', range: undefined });
    else if (place !== undefined) store.dispatch({ type: 'place-selected', place: undefined });
    else {
      for (const marker of ['a', 'b'] as const) {
        if (markers[marker] !== undefined) {
          store.dispatch({ type: 'marker-set', marker, timeNs: undefined });
        }
      }
      store.dispatch({ type: 'timeline-pointed', timeNs: undefined });
    }
  }

  private toggleBox(): void {
    this.options.lanes.setBoxMode(!this.options.lanes.isBoxMode);
    this.showTools();
  }

  private toggleTable(): void {
    this.options.store.dispatch({ type: 'section-toggled', section: 'timelineTable' });
  }

  private pan(share: number): void {
    const { navigator } = this.options.lanes;
    const { destination } = navigator;
    if (destination !== undefined) navigator.pan(share * destination.columns, 'keys', true);
  }

  private createKeys(): readonly TimelineKey[] {
    const { lanes, layout, store } = this.options;
    const { navigator } = lanes;
    return timelineKeys({
      zoom: (factor) => {
        lanes.zoomAtFocus(factor, 'keys');
      },
      pan: (share) => {
        this.pan(share);
      },
      stepLane: (step) => {
        this.stepLane(step);
      },
      stepTime: (direction, isSame) => {
        this.stepTime(direction, isSame);
      },
      fit: () => {
        navigator.fit();
      },
      zoomToSelection: () => {
        this.zoomToSelection();
      },
      box: () => {
        this.toggleBox();
      },
      back: () => {
        navigator.back();
      },
      forward: () => {
        navigator.forward();
      },
      setMarker: (marker) => {
        this.setMarker(marker);
      },
      jump: () => {
        this.jump.open();
      },
      table: () => {
        this.toggleTable();
      },
      moveLane: (step) => {
        const { place } = store.state.timeline;
        if (place !== undefined) layout.step(lanes.rows, place.lane, step);
      },
      clear: () => {
        this.clear();
      },
      help: () => {
        this.help?.open();
      },
    });
  }

  private createTools(): TimelineTools {
    const { lanes, layout } = this.options;
    const { navigator } = lanes;
    return new TimelineTools({
      fitted: () => {
        navigator.fit();
      },
      zoomed: (factor) => {
        lanes.zoomAtMiddle(factor, 'button');
      },
      back: () => {
        navigator.back();
      },
      forward: () => {
        navigator.forward();
      },
      boxToggled: () => {
        this.toggleBox();
      },
      tableToggled: () => {
        this.toggleTable();
      },
      zoomedToSelection: () => {
        this.zoomToSelection();
      },
      allShown: () => {
        layout.showAll();
      },
      helped: () => {
        this.help?.open();
      },
    });
  }
}
