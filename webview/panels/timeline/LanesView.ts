import type { ExitsOverTime } from '../../../src/protocol/exits';
import { element } from '../../dom/element';
import type { TimeRange } from '../../state/timelineState';
import {
  laneKeysOf,
  layoutLanes,
  rowAt,
  type LaneRow,
  type LaneRows,
} from '../../timeline/layoutLanes';
import type { DrawnMatches, TimelineFlag } from '../../timeline/drawRuler';
import { Navigator } from '../../timeline/Navigator';
import { TimelineData } from '../../timeline/TimelineData';
import { columnAt, timeAt, type Stretch } from '../../timeline/viewport';
import { drawnLanes } from './drawnLanes';
import { FrameLoop } from './FrameLoop';
import { Gutter } from './Gutter';
import { gutterRows } from './gutterRows';
import { HoverText } from './HoverText';
import { LaneGestures, ZOOM_PER_CSS_PX, type StagePoint } from './LaneGestures';
import type { DrawnLane, LanesContent, LanesViewOptions, PickedOnLanes } from './LanesViewOptions';
import { LaneScroller } from './LaneScroller';
import { LaneSurface, type SurfaceFrame } from './LaneSurface';
import { Minimap } from './Minimap';
import { RulerStrip } from './RulerStrip';

const noRows: LaneRows = {
  pinned: [],
  scrolled: [],
  pinnedCssPx: 0,
  scrolledCssPx: 0,
  hiddenCount: 0,
  order: [],
};

/** Minimap, ruler, gutter and lanes: what is drawn, and what the mouse does to it. */
export class LanesView {
  readonly root: HTMLElement;
  readonly navigator: Navigator;
  readonly surface: LaneSurface;
  readonly data: TimelineData;
  rows = noRows;
  frames = 0;
  /** The next drag draws a box. */
  isBoxMode = false;
  readonly gestures: LaneGestures;
  private readonly scroller: LaneScroller;
  private readonly gutter: Gutter;
  private readonly ruler: RulerStrip;
  private readonly minimap: Minimap;
  private readonly hover: HoverText;
  private readonly loop = new FrameLoop((changes) => {
    this.draw(changes);
  });
  private content: LanesContent | undefined;
  private picked: PickedOnLanes | undefined;
  private stretch: TimeRange | undefined;
  private matches: DrawnMatches | undefined;
  private flags: readonly TimelineFlag[] = [];
  private box: TimeRange | undefined;
  private mirroredNs: number | undefined;
  private hoverPoint: StagePoint | undefined;

  constructor(private readonly options: LanesViewOptions) {
    this.data = new TimelineData({
      host: options.host,
      arrived: () => {
        this.loop.request('lanes');
      },
      failed: options.failed,
    });
    this.navigator = new Navigator({
      nowMs: () => performance.now(),
      isAnimated: () => !matchMedia('(prefers-reduced-motion: reduce)').matches,
      moved: () => {
        this.loop.request('lanes');
      },
    });
    this.surface = new LaneSurface({
      data: this.data,
      changed: () => {
        this.navigator.resize(this.surface.columns);
        this.minimap.forgetTheme();
        options.looksChanged();
        this.loop.request('lanes');
      },
    });
    const edit = (kind: 'pinned' | 'collapsed' | 'hidden') => (key: string) => {
      options.layoutEdited({ kind, key });
    };
    this.gutter = new Gutter({
      picked: ({ key, lane }) => {
        if (lane === undefined) options.layoutEdited({ kind: 'collapsed', key });
        else options.lanePicked(key);
      },
      pinned: edit('pinned'),
      collapsed: edit('collapsed'),
      hidden: edit('hidden'),
      moved: (key, target) => {
        options.layoutEdited({ kind: 'moved', key, target });
      },
      stepped: (key, step) => {
        options.layoutEdited({ kind: 'stepped', key, step });
      },
    });
    this.ruler = new RulerStrip({
      rangePicked: options.rangePicked,
      wheeled: (event) => {
        this.gestures.turn(event);
      },
    });
    this.hover = new HoverText(this.surface.root);
    this.gestures = this.createGestures();
    this.minimap = new Minimap({
      centred: (timeNs) => {
        const viewport = this.navigator.destination;
        if (viewport === undefined) return;
        const byColumns = columnAt(viewport, timeNs) - viewport.columns / 2;
        this.navigator.pan(byColumns, 'minimap', false);
      },
      shown: (stretch) => {
        this.navigator.show(stretch, 'minimap');
      },
      wheeled: (event) => {
        this.zoomAtMiddle(Math.exp(event.deltaY * ZOOM_PER_CSS_PX), 'wheel');
      },
    });
    const sticky = element(
      'div',
      { class: 'timeline-sticky' },
      this.gutter.root,
      this.surface.root,
    );
    this.scroller = new LaneScroller({
      sticky,
      scrolled: () => {
        this.loop.request('lanes');
      },
      resized: () => {
        this.fitScroll();
      },
    });
    this.root = element(
      'div',
      { class: 'timeline-lanes' },
      this.minimap.root,
      this.ruler.root,
      this.scroller.root,
    );
  }

  /** What of the trace is in view and where it lies; lanes, layout or selection have changed. */
  show(content: LanesContent): void {
    this.content = content;
    const { overview, layout, selection } = content;
    this.rows = layoutLanes(overview.lanes, layout, selection);
    this.navigator.setExtent(overview);
    this.fitScroll();
    this.loop.request('lanes');
  }

  /** More of the trace is read. */
  age(): void {
    this.data.age();
  }

  restart(): void {
    this.content = undefined;
    this.rows = noRows;
    this.stretch = undefined;
    this.matches = undefined;
    this.data.clear();
    this.navigator.restart();
  }

  showMinimap(exits: ExitsOverTime | undefined, lost: readonly Stretch[]): void {
    if (this.content === undefined) return;
    this.minimap.show({ extent: this.content.overview, exits, lost });
  }

  showPicked(picked: PickedOnLanes): void {
    if (picked.place !== this.picked?.place) this.stretch = undefined;
    this.picked = picked;
    this.loop.request('overlay');
  }

  drawStretch(stretch: TimeRange | undefined): void {
    this.stretch = stretch;
    this.loop.request('overlay');
  }

  drawMatches(matches: DrawnMatches | undefined): void {
    this.matches = matches;
    this.loop.request('overlay');
  }

  drawFlags(flags: readonly TimelineFlag[]): void {
    this.flags = flags;
    this.loop.request('overlay');
  }

  /** Where the pointer is on a linked timeline, as a time of this one; undefined: on none. */
  drawMirrored(timeNs: number | undefined): void {
    this.mirroredNs = timeNs;
    this.loop.request('overlay');
  }

  setShown(isShown: boolean): void {
    this.loop.show(isShown);
  }

  setBoxMode(isBoxMode: boolean): void {
    this.isBoxMode = isBoxMode;
    this.surface.root.classList.toggle('box-mode', isBoxMode);
  }

  /** Where the pointer is on the time; undefined: not on the lanes. */
  get hoveredNs(): number | undefined {
    return this.hoverPoint === undefined ? undefined : this.timeAtX(this.hoverPoint.xCssPx);
  }

  /** Keeps what is under the pointer, else the selected moment, else the middle. */
  zoomAtFocus(factor: number, gesture: string): void {
    const viewport = this.navigator.destination;
    if (viewport === undefined) return;
    const focusNs = this.hoveredNs ?? this.picked?.place?.timeNs;
    const column = focusNs === undefined ? -1 : columnAt(viewport, focusNs);
    const isInView = column >= 0 && column < viewport.columns;
    this.navigator.zoom(factor, isInView ? column : viewport.columns / 2, gesture, true);
  }

  zoomAtMiddle(factor: number, gesture: string): void {
    const viewport = this.navigator.destination;
    if (viewport === undefined) return;
    this.navigator.zoom(factor, viewport.columns / 2, gesture, gesture === 'button');
  }

  /** Scrolls so far that a lane is in sight. */
  revealLane(key: string): void {
    this.scroller.want(key);
    this.loop.request('lanes');
  }

  /** Key of the lane that stands first below those that are pinned; undefined: there is none. */
  get topLane(): string | undefined {
    return this.scroller.inSight(this.rows)[0]?.key;
  }

  /** Puts a lane first. Returns whether anything has moved. */
  scrollTo(key: string): boolean {
    return this.scroller.scrollTo(this.rows, key);
  }

  /** What is in sight now; undefined: nothing can be drawn yet. */
  frame(): SurfaceFrame | undefined {
    const { viewport } = this.navigator;
    if (viewport === undefined || this.content === undefined) return undefined;
    const { pinned, pinnedCssPx } = this.rows;
    return {
      viewport,
      extent: this.content.overview,
      pinned,
      pinnedCssPx,
      scrolled: this.scroller.inSight(this.rows),
      scrollCssPx: this.scroller.topCssPx,
      categories: this.content.overview.categories,
    };
  }

  /** The lanes in sight with the best of their answers. */
  drawnLanes(): readonly DrawnLane[] {
    const frame = this.frame();
    return frame === undefined ? [] : drawnLanes(frame, this.data);
  }

  private draw(changes: ReadonlySet<string>): void {
    if (this.content !== undefined) this.scroller.scrollToWanted(this.rows);
    const frame = this.frame();
    if (frame === undefined || this.surface.columns === 0) return;
    const { viewport } = frame;
    if (changes.has('lanes')) {
      this.want(frame);
      this.minimap.follow(viewport);
      this.gutter.clipAbove(frame.pinnedCssPx);
      this.gutter.show(
        gutterRows(frame, {
          scales: this.surface.paint(frame),
          active: this.picked?.place?.lane,
          vmNames: this.content!.vmNames,
          clockUnit: this.options.clockUnit(),
        }),
      );
      this.frames++;
    }
    this.drawOverlay(frame);
    this.ruler.draw({
      viewport,
      clockUnit: this.options.clockUnit(),
      range: this.picked?.range,
      markers: this.picked?.markers ?? { a: undefined, b: undefined },
      flags: this.flags,
      matches: this.matches,
    });
    if (this.navigator.isGliding) this.loop.request('lanes');
    this.options.drawn();
  }

  private drawOverlay(frame: SurfaceFrame): void {
    const { viewport, categories } = frame;
    const { palette, scale } = this.surface;
    const looks = categories.wakes.map((cause) => palette.look('wakes', cause));
    this.surface.drawOverlay({
      viewport,
      extent: frame.extent,
      lanes: this.surface.paintedLanes(frame),
      hoverPx: this.hoverPoint === undefined ? undefined : this.hoverPoint.xCssPx * scale,
      mirroredNs: this.mirroredNs,
      pointedNs: this.picked?.pointedNs,
      place: this.picked?.place,
      stretch: this.stretch,
      range: this.picked?.range,
      markers: this.picked?.markers ?? { a: undefined, b: undefined },
      box: this.box,
      arrows: this.data.arrows(viewport),
      arrowLooks: {
        colors: looks.map(({ color }) => color),
        titles: looks.map(({ title }) => title),
      },
    });
    const row = this.hoverPoint === undefined ? undefined : this.rowAtY(this.hoverPoint.yCssPx);
    this.hover.show({
      point: this.gestures.isDragging ? undefined : this.hoverPoint,
      timeNs: this.hoveredNs,
      lane: row?.lane,
      answers: row?.lane === undefined ? [] : this.data.answersOf(row.key, viewport),
      viewport,
      palette,
      categories,
      clockUnit: this.options.clockUnit(),
    });
  }

  /** The lanes in sight, and those next to them once the page has time. */
  private want({ viewport, pinned, scrolled, extent }: SurfaceFrame): void {
    const target = this.navigator.isGliding ? this.navigator.destination! : viewport;
    this.data.want({
      viewport: target,
      lanes: laneKeysOf([...pinned, ...scrolled]),
      near: laneKeysOf(this.scroller.nearSight(this.rows)),
      withArrows: !this.navigator.isGliding,
      extent,
    });
  }

  private createGestures(): LaneGestures {
    const { navigator, options } = this;
    return new LaneGestures({
      stage: this.surface.root,
      isBoxMode: () => this.isBoxMode,
      zoomed: (factor, xCssPx) => {
        navigator.zoom(factor, xCssPx * this.surface.scale, 'wheel', false);
      },
      panned: (byCssPx) => {
        navigator.pan(byCssPx * this.surface.scale, 'drag', false);
      },
      scrolled: (byCssPx) => {
        this.scroller.scrollBy(byCssPx);
      },
      dragged: (kind, from, to) => {
        const range = this.rangeOf(from, to);
        if (kind === 'range') options.rangePicked(range);
        else {
          this.box = range;
          this.loop.request('overlay');
        }
      },
      dropped: (kind, from, to) => {
        this.box = undefined;
        if (kind === 'box') this.setBoxMode(false);
        if (kind === 'box' && to !== undefined) navigator.show(this.rangeOf(from, to), 'box');
        if (kind === 'range' && to === undefined) options.rangePicked(undefined);
        this.loop.request('overlay');
      },
      clicked: (point) => {
        this.surface.root.focus({ preventScroll: true });
        const row = this.rowAtY(point.yCssPx);
        if (row?.lane === undefined) return;
        options.placePicked({ lane: row.key, timeNs: this.timeAtX(point.xCssPx) });
      },
      hovered: (point) => {
        this.hoverPoint = point;
        options.pointed(this.hoveredNs);
        this.loop.request('overlay');
      },
    });
  }

  private rangeOf(from: StagePoint, to: StagePoint): TimeRange {
    const [one, other] = [this.timeAtX(from.xCssPx), this.timeAtX(to.xCssPx)];
    return { fromNs: Math.min(one, other), toNs: Math.max(one, other) };
  }

  private rowAtY(yCssPx: number): LaneRow | undefined {
    const { pinned, pinnedCssPx, scrolled } = this.rows;
    if (yCssPx < pinnedCssPx) return rowAt(pinned, yCssPx);
    return rowAt(scrolled, yCssPx - pinnedCssPx + this.scroller.topCssPx);
  }

  private timeAtX(xCssPx: number): number {
    const { viewport } = this.navigator;
    return viewport === undefined ? 0 : timeAt(viewport, xCssPx * this.surface.scale);
  }

  /** The scroll bar's reach, and room for it beside the ruler. */
  private fitScroll(): void {
    this.scroller.fit(this.rows);
    this.root.style.setProperty('--scroll-bar', `${this.scroller.barCssPx}px`);
  }
}
