import type { ExitsOverTime } from '../../../src/protocol/exits';
import { element } from '../../dom/element';
import { laneKeysOf, layoutLanes, type LaneRows } from '../../timeline/layoutLanes';
import { Navigator } from '../../timeline/Navigator';
import { TimelineData } from '../../timeline/TimelineData';
import { columnAt, type Stretch } from '../../timeline/viewport';
import { drawnLanes } from './drawnLanes';
import { FrameLoop } from './FrameLoop';
import type { Gutter } from './Gutter';
import { gutterRows } from './gutterRows';
import { ZOOM_PER_CSS_PX, type LaneGestures } from './LaneGestures';
import { LanesOverlay } from './LanesOverlay';
import { lanesViewGestures } from './lanesViewGestures';
import type { DrawnLane, LanesContent, LanesViewOptions } from './LanesViewOptions';
import { LaneScroller } from './LaneScroller';
import { LaneSurface, type SurfaceFrame } from './LaneSurface';
import { layoutGutter } from './layoutGutter';
import { Minimap } from './Minimap';
import { RulerStrip } from './RulerStrip';
import { StagePlaces } from './StagePlaces';

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
  readonly overlay: LanesOverlay;
  private readonly scroller: LaneScroller;
  private readonly gutter: Gutter;
  private readonly ruler: RulerStrip;
  private readonly minimap: Minimap;
  private readonly loop = new FrameLoop((changes) => {
    this.draw(changes);
  });
  private content: LanesContent | undefined;

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
    this.gutter = layoutGutter(options);
    this.ruler = new RulerStrip({
      rangePicked: options.rangePicked,
      wheeled: (event) => {
        this.gestures.turn(event);
      },
    });
    const places = new StagePlaces({
      navigator: this.navigator,
      surface: this.surface,
      scroller: () => this.scroller,
      rows: () => this.rows,
    });
    this.overlay = new LanesOverlay({
      surface: this.surface,
      ruler: this.ruler,
      data: this.data,
      places,
      clockUnit: options.clockUnit,
      changed: () => {
        this.loop.request('overlay');
      },
    });
    this.gestures = lanesViewGestures(this, places, options);
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
    this.overlay.restart();
    this.data.clear();
    this.navigator.restart();
  }

  showMinimap(exits: ExitsOverTime | undefined, lost: readonly Stretch[]): void {
    if (this.content === undefined) return;
    this.minimap.show({ extent: this.content.overview, exits, lost });
  }

  setShown(isShown: boolean): void {
    this.loop.show(isShown);
  }

  setBoxMode(isBoxMode: boolean): void {
    this.isBoxMode = isBoxMode;
    this.surface.root.classList.toggle('box-mode', isBoxMode);
  }

  /** Keeps what is under the pointer, else the selected moment, else the middle. */
  zoomAtFocus(factor: number, gesture: string): void {
    const viewport = this.navigator.destination;
    if (viewport === undefined) return;
    const focusNs = this.overlay.hoveredNs ?? this.overlay.picked?.place?.timeNs;
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

  scrollBy(byCssPx: number): void {
    this.scroller.scrollBy(byCssPx);
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
          active: this.overlay.picked?.place?.lane,
          vmNames: this.content!.vmNames,
          clockUnit: this.options.clockUnit(),
        }),
      );
      this.frames++;
    }
    this.overlay.draw(frame, this.gestures.isDragging);
    if (this.navigator.isGliding) this.loop.request('lanes');
    this.options.drawn();
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

  /** The scroll bar's reach, and room for it beside the ruler. */
  private fitScroll(): void {
    this.scroller.fit(this.rows);
    this.root.style.setProperty('--scroll-bar', `${this.scroller.barCssPx}px`);
  }
}
