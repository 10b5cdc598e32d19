import { messageOf } from '../../src/base/messageOf';
import type {
  LaneColumns,
  TimelineView,
  TimelineWindow,
  WakeArrows,
} from '../../src/protocol/timeline';
import { MOST_COLUMNS } from '../../src/protocol/timeline';
import type { Host } from '../host';
import { isSameGrid } from './mapColumns';
import type { LaneAnswer } from './TimelinePicture';
import { stretchOf, type Stretch, type Viewport } from './viewport';

export interface TimelineDataOptions {
  readonly host: Host;
  /** Columns have come: what is drawn is not what could be. */
  readonly arrived: () => void;
  readonly failed: (message: string) => void;
}

/** What is to be drawn. */
export interface WantedColumns {
  readonly viewport: Viewport;
  /** Keys of the lanes in sight, those to come first in front. */
  readonly lanes: readonly string[];
  /** Those that a scroll would bring into sight: asked for when nothing else is missing. */
  readonly near: readonly string[];
  readonly withArrows: boolean;
  readonly extent: Stretch;
}

/** An answer's share that every lane of it draws from. */
export interface LostAnswer {
  readonly window: TimelineWindow;
  readonly lost: Uint8Array;
}

interface KeptAnswer extends LaneAnswer {
  readonly bytes: number;
  /** Which state of the trace it tells of. */
  readonly version: number;
}

/** Share of the view that is asked for beside it, at each end: panning finds it there. */
const MARGIN = 0.5;
/** As much of the margin must be left before more is asked for. */
const LEAST_MARGIN = 0.12;
/** The newest of each lane, one of another zoom, and the widest. */
const KEPT_OF_LANE = 3;
const MOST_BYTES = 30_000_000;

/**
 * Columns of the lanes in sight. One question is under way at a time; the next one asks for what is
 * wanted then. Older answers stay for a preview.
 */
export class TimelineData {
  /** Newest first. */
  private readonly lanes = new Map<string, readonly KeptAnswer[]>();
  private lostAnswers: readonly LostAnswer[] = [];
  private arrowAnswer: { readonly window: TimelineWindow; readonly arrows: WakeArrows } | undefined;
  private wanted: WantedColumns | undefined;
  private version = 0;
  private bytes = 0;
  private isUnderWay = false;
  private lastQuestion = '';
  private hasFailed = false;

  constructor(private readonly options: TimelineDataOptions) {}

  /** Asks for what is not there. */
  want(wanted: WantedColumns): void {
    this.wanted = wanted;
    this.hasFailed = false;
    this.lastQuestion = '';
    if (!this.isUnderWay) void this.run();
  }

  /** More of the trace is read: answers are shown until newer ones come. */
  age(): void {
    this.version++;
  }

  clear(): void {
    this.age();
    this.lanes.clear();
    this.lostAnswers = [];
    this.arrowAnswer = undefined;
    this.wanted = undefined;
    this.bytes = 0;
  }

  /** Answers of a lane that show some of a view: the last one is the best. */
  answersOf(key: string, viewport: Viewport): readonly LaneAnswer[] {
    return inOrderOfUse(this.lanes.get(key) ?? [], viewport);
  }

  lost(viewport: Viewport): readonly LostAnswer[] {
    return inOrderOfUse(this.lostAnswers, viewport);
  }

  /** Those of the view's zoom; undefined: they were not asked for, or have not come. */
  arrows(viewport: Viewport): WakeArrows | undefined {
    const { arrowAnswer } = this;
    if (arrowAnswer === undefined) return undefined;
    const ratio = viewport.columnNs / arrowAnswer.window.columnNs;
    return ratio > 0.2 && ratio < 5 ? arrowAnswer.arrows : undefined;
  }

  /** Everything that is wanted is drawn at its own zoom, of the trace as it is. */
  get isFresh(): boolean {
    return this.wanted !== undefined && this.missing(this.wanted, this.wanted.lanes).length === 0;
  }

  private async run(): Promise<void> {
    this.isUnderWay = true;
    while (this.wanted !== undefined && !this.hasFailed) {
      const { wanted, version } = this;
      const inSight = this.missing(wanted, wanted.lanes);
      const lanes = inSight.length > 0 ? inSight : this.missing(wanted, wanted.near);
      const needsArrows = wanted.withArrows && !this.hasArrows(wanted.viewport);
      if (lanes.length === 0 && !needsArrows) break;
      const window = windowOf(wanted);
      // An answer to another window than was asked for must not be asked for without end.
      const question = JSON.stringify([window, lanes, needsArrows, version]);
      if (question === this.lastQuestion) break;
      this.lastQuestion = question;
      try {
        const view = await this.options.host.call('timelineView', {
          ...window,
          lanes,
          withArrows: needsArrows,
        });
        this.keep(view, lanes, version);
      } catch (error) {
        this.hasFailed = true;
        this.options.failed(messageOf(error));
      }
    }
    this.isUnderWay = false;
  }

  private keep(view: TimelineView, asked: readonly string[], version: number): void {
    const { fromNs, columnNs, columns } = view;
    const window = { fromNs, columnNs, columns };
    const told = new Set(view.lanes.map(({ key }) => key));
    for (const lane of view.lanes) this.keepLane(window, lane, version);
    // Without a first lane the answer tells that there is nothing: it must not be asked for again.
    if (told.size === 0) {
      for (const key of asked) this.keepLane(window, noColumns(key, columns), version);
    }
    this.lostAnswers = kept([{ window, lost: view.lost }, ...this.lostAnswers]);
    if (view.arrows !== null) this.arrowAnswer = { window, arrows: view.arrows };
    this.forgetOthers();
    this.options.arrived();
  }

  private keepLane(window: TimelineWindow, columns: LaneColumns, version: number): void {
    const before = this.lanes.get(columns.key) ?? [];
    const answers = kept([{ window, columns, version, bytes: bytesOf(columns) }, ...before]);
    this.bytes += sumOf(answers) - sumOf(before);
    // Set anew: the map's order is that of use.
    this.lanes.delete(columns.key);
    this.lanes.set(columns.key, answers);
  }

  private forgetOthers(): void {
    const needed = new Set(this.wanted?.lanes);
    for (const [key, answers] of this.lanes) {
      if (this.bytes <= MOST_BYTES) return;
      if (needed.has(key)) continue;
      this.bytes -= sumOf(answers);
      this.lanes.delete(key);
    }
  }

  private missing({ viewport, extent }: WantedColumns, keys: readonly string[]): readonly string[] {
    return keys.filter((key) => {
      const newest = this.lanes.get(key)?.[0];
      return (
        newest === undefined ||
        newest.version !== this.version ||
        !isEnough(newest.window, viewport, extent)
      );
    });
  }

  private hasArrows(viewport: Viewport): boolean {
    const { arrowAnswer } = this;
    return (
      arrowAnswer !== undefined &&
      isSameGrid(viewport, arrowAnswer.window) &&
      covers(arrowAnswer.window, stretchOf(viewport))
    );
  }
}

/** The view with a margin at both ends, on its own grid. */
function windowOf({ viewport }: WantedColumns): TimelineWindow {
  const { fromNs, columnNs, columns } = viewport;
  const margin = Math.min(Math.floor(columns * MARGIN), Math.floor((MOST_COLUMNS - columns) / 2));
  const first = Math.round(fromNs / columnNs) - Math.max(0, margin);
  return {
    fromNs: first * columnNs,
    columnNs,
    columns: Math.min(MOST_COLUMNS, columns + 2 * Math.max(0, margin)),
  };
}

/** Of the view's zoom, and reaching beyond it as far as there is a trace. */
function isEnough(answer: TimelineWindow, viewport: Viewport, extent: Stretch): boolean {
  if (!isSameGrid(viewport, answer)) return false;
  const { fromNs, toNs } = stretchOf(viewport);
  const marginNs = (toNs - fromNs) * Math.min(LEAST_MARGIN, marginOf(answer, viewport));
  return covers(answer, {
    fromNs: Math.max(fromNs - marginNs, Math.min(fromNs, extent.fromNs)),
    toNs: Math.min(toNs + marginNs, Math.max(toNs, extent.toNs)),
  });
}

/** Of a very wide view less can be asked for beside it. */
function marginOf(answer: TimelineWindow, { columns }: Viewport): number {
  return Math.max(0, (answer.columns - columns) / 4 / columns);
}

function covers(answer: TimelineWindow, { fromNs, toNs }: Stretch): boolean {
  const own = stretchOf(answer);
  const slackNs = answer.columnNs / 2;
  return own.fromNs <= fromNs + slackNs && own.toNs >= toNs - slackNs;
}

/** The newest ones, and the widest of all: whatever the view goes to, that one shows something of it. */
function kept<T extends { readonly window: TimelineWindow }>(answers: readonly T[]): readonly T[] {
  if (answers.length <= KEPT_OF_LANE) return answers;
  const widest = answers.reduce((best, answer) =>
    widthOf(answer) > widthOf(best) * 1.001 ? answer : best,
  );
  const newest = answers.slice(0, KEPT_OF_LANE);
  return newest.includes(widest) ? newest : [...newest.slice(0, -1), widest];
}

function widthOf({ window }: { readonly window: TimelineWindow }): number {
  return window.columnNs * window.columns;
}

/** Those that overlap a view, by how near to its zoom they are: the best one last. */
function inOrderOfUse<T extends { readonly window: TimelineWindow }>(
  answers: readonly T[],
  viewport: Viewport,
): readonly T[] {
  const { fromNs, toNs } = stretchOf(viewport);
  const distance = ({ window }: T): number =>
    Math.abs(Math.log(window.columnNs / viewport.columnNs));
  return answers
    .filter(({ window }) => window.fromNs < toNs && stretchOf(window).toNs > fromNs)
    .toReversed()
    .toSorted((one, other) => distance(other) - distance(one));
}

function sumOf(answers: readonly KeptAnswer[]): number {
  return answers.reduce((sum, { bytes }) => sum + bytes, 0);
}

function bytesOf(columns: LaneColumns): number {
  if (columns.form === 'level') return columns.low.byteLength + columns.high.byteLength;
  // As much again for where its columns stand.
  const amounts = columns.form === 'band' ? columns.share : columns.value;
  return columns.counts.byteLength * 6 + columns.category.byteLength + amounts.byteLength;
}

function noColumns(key: string, columns: number): LaneColumns {
  return {
    form: 'counts',
    key,
    counts: new Uint8Array(columns),
    category: new Uint8Array(0),
    value: new Uint32Array(0),
  };
}
