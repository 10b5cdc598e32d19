import { NS_PER_SECOND } from '../../src/base/nsPerSecond';
import { WHOLE_SHARE } from '../../src/protocol/timeline';
import type {
  LaneColumns,
  LaneKind,
  TimelineLane,
  TimelineOverview,
} from '../../src/protocol/timeline';
import { mapColumns } from './mapColumns';
import { niceScale } from './niceScale';
import { paintLevel } from './paint/paintLevel';
import { paintLost } from './paint/paintLost';
import {
  paintStack,
  paintStacks,
  withoutPatterns,
  type DrawnColumns,
  type Stacks,
} from './paint/paintStacks';
import { paintWakes } from './paint/paintWakes';
import { paintTile, type LaneBox, type PixelTarget } from './paint/PixelTarget';
import type { Palette } from './Palette';
import { prepareColumns, totalsOf, type PreparedColumns } from './PreparedColumns';
import { mixed, pixelOf } from './rgb';
import { shownColumns } from './shownColumns';
import type { LostAnswer, TimelineData } from './TimelineData';
import type { LaneAnswer } from './TimelinePicture';
import { columnAt, type Stretch, type Viewport } from './viewport';

export interface PaintedLane extends LaneBox {
  readonly lane: TimelineLane;
}

export interface LanesFrame {
  readonly viewport: Viewport;
  /** Where there is a trace. */
  readonly extent: Stretch;
  /** Device pixels in a CSS pixel. */
  readonly scale: number;
  readonly lanes: readonly PaintedLane[];
  readonly categories: TimelineOverview['categories'];
}

/** What fills the height of a lane. */
export interface LaneScales {
  /** Exits a ns; undefined: none is in view. */
  readonly exitsPerNs: number | undefined;
  readonly windowNs: number;
}

/** Of the height of a page's lane, for faults that are no stores. */
const ACCESS_SHARE = 0.5;
/** How much of the text's colour is in what is no trace, and in what has not come yet. */
const OUTSIDE_SHARE = 0.09;
const PENDING_SHARE = 0.04;

/** Paints lanes as pixels: no call of the canvas for each column. */
export class LanePainter {
  private readonly prepared = new WeakMap<LaneColumns, PreparedColumns>();

  constructor(
    private readonly palette: Palette,
    private readonly data: Pick<TimelineData, 'answersOf' | 'lost'>,
  ) {}

  /** Of the lanes in view: each kind has one scale, so that lanes can be compared. */
  scalesOf({ viewport, lanes, categories }: LanesFrame): LaneScales {
    let [perNs, windowNs] = [0, 0];
    for (const { lane } of lanes) {
      if (lane.kind !== 'exits' && lane.kind !== 'window') continue;
      const answer = this.data.answersOf(lane.key, viewport).at(-1);
      if (answer === undefined) continue;
      const column = mapColumns(viewport, answer.window);
      const prepared = this.prepare(answer.columns, lane.kind, categories[lane.kind]);
      if (prepared.form === 'rate') {
        perNs = Math.max(perNs, mostOf(column, prepared.totals) / answer.window.columnNs);
      } else if (prepared.form === 'level') {
        windowNs = Math.max(windowNs, mostOf(column, prepared.high));
      }
    }
    return {
      exitsPerNs: perNs === 0 ? undefined : niceScale(perNs * NS_PER_SECOND) / NS_PER_SECOND,
      windowNs: niceScale(windowNs),
    };
  }

  paint(target: PixelTarget, frame: LanesFrame, scales: LaneScales): void {
    const { viewport, lanes } = frame;
    this.paintGround(target, frame);
    const phasePx = phaseOf(viewport);
    for (const painted of lanes) {
      const answers = this.data.answersOf(painted.lane.key, viewport);
      for (const { answer, column } of shownColumns(viewport, answers)) {
        this.paintLane(target, painted, answer, { column, phasePx }, frame, scales);
      }
    }
    this.paintLost(target, viewport, this.data.lost(viewport), phasePx);
  }

  /** What is no trace is shaded, and so is what has not come yet, more faintly. */
  private paintGround(target: PixelTarget, { viewport, extent, lanes }: LanesFrame): void {
    const { background, text } = this.palette.colors;
    target.pixels.fill(pixelOf(background));
    const outside = solidTile(pixelOf(mixed(text, background, OUTSIDE_SHARE)));
    const pending = solidTile(pixelOf(mixed(text, background, PENDING_SHARE)));
    const clamp = (column: number): number =>
      Math.min(viewport.columns, Math.max(0, Math.round(column)));
    const fromPx = clamp(columnAt(viewport, extent.fromNs));
    const endPx = Math.max(fromPx, clamp(columnAt(viewport, extent.toNs)));
    const rows = { topPx: 0, bottomPx: target.heightPx };
    paintTile(target, outside, { fromPx: 0, endPx: fromPx, ...rows }, 0);
    paintTile(target, outside, { fromPx: endPx, endPx: target.widthPx, ...rows }, 0);
    for (const { lane, topPx, heightPx } of lanes) {
      if (this.data.answersOf(lane.key, viewport).length > 0) continue;
      paintTile(target, pending, { fromPx, endPx, topPx, bottomPx: topPx + heightPx }, 0);
    }
  }

  private paintLane(
    target: PixelTarget,
    box: PaintedLane,
    { columns, window }: LaneAnswer,
    drawn: DrawnColumns,
    { categories, scale }: LanesFrame,
    scales: LaneScales,
  ): void {
    const { kind } = box.lane;
    const prepared = this.prepare(columns, kind, categories[kind]);
    switch (prepared.form) {
      case 'band':
        paintStacks(target, box, drawn, prepared.stacks, WHOLE_SHARE);
        break;
      case 'rate':
        paintStacks(
          target,
          box,
          drawn,
          prepared.stacks,
          (scales.exitsPerNs ?? 1) * window.columnNs,
        );
        break;
      case 'wakes':
        paintWakes(target, box, drawn, { ...prepared.stacks, shapes: prepared.shapes }, scale);
        break;
      case 'faults':
        paintFaults(target, box, drawn, prepared.stores);
        paintFaults(target, shortBox(box), drawn, prepared.accesses);
        break;
      case 'level': {
        const tiles = {
          low: this.palette.plainTile('pollWindow', 1),
          between: this.palette.plainTile('pollWindow', 0.5),
        };
        paintLevel(target, box, drawn, prepared, scales.windowNs, tiles);
      }
    }
  }

  private paintLost(
    target: PixelTarget,
    viewport: Viewport,
    answers: readonly LostAnswer[],
    phasePx: number,
  ): void {
    const { ink, sidePx } = this.palette.mask('wideHatch');
    const color = pixelOf(this.palette.colors.byId.lost);
    for (const { answer, column } of shownColumns(viewport, answers)) {
      paintLost(target, { column, phasePx }, answer.lost, color, ink, sidePx);
    }
  }

  private prepare(
    columns: LaneColumns,
    kind: LaneKind,
    categories: readonly string[],
  ): PreparedColumns {
    const known = this.prepared.get(columns);
    if (known !== undefined) return known;
    const prepared = prepareColumns(columns, kind, categories, this.palette);
    this.prepared.set(columns, prepared);
    return prepared;
  }
}

/** Each column's marks in proportion, over the height of the box. */
function paintFaults(
  target: PixelTarget,
  box: LaneBox,
  { column, phasePx }: DrawnColumns,
  stacks: Stacks,
): void {
  const totals = totalsOf(stacks);
  const plain = withoutPatterns(stacks);
  for (let x = 0; x < column.length; x++) {
    const at = column[x]!;
    if (at < 0 || stacks.index.length[at] === 0) continue;
    // Faults are ticks: most stand alone.
    paintStack(target, box, plain, at, totals[at]!, x, x + 1, phasePx);
  }
}

function shortBox({ topPx, heightPx }: LaneBox): LaneBox {
  const shortPx = Math.max(1, Math.round(heightPx * ACCESS_SHARE));
  return { topPx: topPx + heightPx - shortPx, heightPx: shortPx };
}

/** Patterns stand on the time: panning moves them along. */
function phaseOf({ fromNs, columnNs }: Viewport): number {
  return Math.round(fromNs / columnNs) % 32;
}

function mostOf(column: Int32Array, values: ArrayLike<number>): number {
  let most = 0;
  for (const at of column) {
    if (at >= 0 && values[at]! > most) most = values[at]!;
  }
  return most;
}

function solidTile(solid: number): { pixels: Uint32Array; sidePx: number; solid: number } {
  return { pixels: Uint32Array.of(solid), sidePx: 1, solid };
}
