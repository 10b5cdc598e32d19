import type { ClockUnit } from '../../format/time';
import type { TimeRange } from '../../state/timelineState';
import type { DrawnMatches, TimelineFlag } from '../../timeline/drawRuler';
import type { TimelineData } from '../../timeline/TimelineData';
import { HoverText } from './HoverText';
import type { StagePoint } from './LaneGestures';
import type { PickedOnLanes } from './LanesViewOptions';
import type { LaneSurface, SurfaceFrame } from './LaneSurface';
import type { RulerStrip } from './RulerStrip';
import type { StagePlaces } from './StagePlaces';

export interface LanesOverlayOptions {
  readonly surface: LaneSurface;
  readonly ruler: RulerStrip;
  readonly data: TimelineData;
  readonly places: StagePlaces;
  readonly clockUnit: () => ClockUnit;
  /** It is to be drawn again. */
  readonly changed: () => void;
}

/** What is drawn over the lanes and on the ruler: what is picked and found, and where the pointer is. */
export class LanesOverlay {
  picked: PickedOnLanes | undefined;
  private stretch: TimeRange | undefined;
  private matches: DrawnMatches | undefined;
  private flags: readonly TimelineFlag[] = [];
  private box: TimeRange | undefined;
  private mirroredNs: number | undefined;
  private hoverPoint: StagePoint | undefined;
  private readonly hover: HoverText;

  constructor(private readonly options: LanesOverlayOptions) {
    this.hover = new HoverText(options.surface.root);
  }

  showPicked(picked: PickedOnLanes): void {
    if (picked.place !== this.picked?.place) this.stretch = undefined;
    this.picked = picked;
    this.options.changed();
  }

  drawStretch(stretch: TimeRange | undefined): void {
    this.stretch = stretch;
    this.options.changed();
  }

  drawMatches(matches: DrawnMatches | undefined): void {
    this.matches = matches;
    this.options.changed();
  }

  drawFlags(flags: readonly TimelineFlag[]): void {
    this.flags = flags;
    this.options.changed();
  }

  /** Of a drag that zooms; undefined: it has ended. */
  drawBox(box: TimeRange | undefined): void {
    this.box = box;
    this.options.changed();
  }

  /** Where the pointer is on a linked timeline, as a time of this one; undefined: on none. */
  drawMirrored(timeNs: number | undefined): void {
    this.mirroredNs = timeNs;
    this.options.changed();
  }

  /** Where the pointer is; undefined: not on the lanes. */
  pointAt(point: StagePoint | undefined): void {
    this.hoverPoint = point;
    this.options.changed();
  }

  /** Where the pointer is on the time; undefined: not on the lanes. */
  get hoveredNs(): number | undefined {
    const { hoverPoint } = this;
    return hoverPoint === undefined ? undefined : this.options.places.timeAt(hoverPoint.xCssPx);
  }

  /** Another load has begun. */
  restart(): void {
    this.stretch = undefined;
    this.matches = undefined;
  }

  draw(frame: SurfaceFrame, isDragging: boolean): void {
    this.drawOnLanes(frame);
    this.drawHover(frame, isDragging);
    const { ruler, clockUnit } = this.options;
    ruler.draw({
      viewport: frame.viewport,
      clockUnit: clockUnit(),
      range: this.picked?.range,
      markers: this.picked?.markers ?? { a: undefined, b: undefined },
      flags: this.flags,
      matches: this.matches,
    });
  }

  private drawOnLanes(frame: SurfaceFrame): void {
    const { surface, data } = this.options;
    const { viewport, categories } = frame;
    const { palette, scale } = surface;
    const looks = categories.wakes.map((cause) => palette.look('wakes', cause));
    surface.drawOverlay({
      viewport,
      extent: frame.extent,
      lanes: surface.paintedLanes(frame),
      hoverPx: this.hoverPoint === undefined ? undefined : this.hoverPoint.xCssPx * scale,
      mirroredNs: this.mirroredNs,
      pointedNs: this.picked?.pointedNs,
      place: this.picked?.place,
      stretch: this.stretch,
      range: this.picked?.range,
      markers: this.picked?.markers ?? { a: undefined, b: undefined },
      box: this.box,
      arrows: data.arrows(viewport),
      arrowLooks: {
        colors: looks.map(({ color }) => color),
        titles: looks.map(({ title }) => title),
      },
    });
  }

  private drawHover({ viewport, categories }: SurfaceFrame, isDragging: boolean): void {
    const { surface, data, places, clockUnit } = this.options;
    const { hoverPoint: point } = this;
    const row = point === undefined ? undefined : places.rowAt(point.yCssPx);
    this.hover.show({
      point: isDragging ? undefined : point,
      timeNs: this.hoveredNs,
      lane: row?.lane,
      answers: row?.lane === undefined ? [] : data.answersOf(row.key, viewport),
      viewport,
      palette: surface.palette,
      categories,
      clockUnit: clockUnit(),
    });
  }
}
