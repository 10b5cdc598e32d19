import type { RangeSummary, TimelineDetail } from '../protocol/timeline';
import type { TracePart } from '../protocol/TracePart';
import type { TimelineLanes } from '../queries/timeline/TimelineLanes';
import { laneBands } from '../queries/timeline/laneBands';
import { laneDetail } from '../queries/timelineWords/laneDetail';
import type { Place } from '../queries/timelineWords/laneDetail';
import { rangeSummary } from '../queries/timelineWords/rangeSummary';
import { TextPieces } from '../queries/timelineWords/traceEvents/TextPieces';
import { traceEvents } from '../queries/timelineWords/traceEvents/traceEvents';
import { VcpuPeriods } from '../queries/timelineWords/VcpuPeriods';
import type { WordsSource } from '../queries/timelineWords/WordsSource';
import type { EventQueries } from './EventQueries';
import type { IdleQueries } from './IdleQueries';
import type { LoadedTrace } from './LoadedTrace';

export interface TimelineAnswersOptions {
  readonly trace: LoadedTrace;
  readonly events: EventQueries;
  readonly idle: IdleQueries;
  /** All of them. */
  readonly lanes: TimelineLanes;
  readonly part: TracePart | undefined;
  readonly breathe: () => Promise<void>;
}

/** Two times, ns since the first event. */
interface TimeRange {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Answers in words what the timeline asks of a trace that was read. */
export class TimelineAnswers {
  readonly source: WordsSource;
  /** Counts the ranges that were asked for: the newest one is wanted. */
  private ranges = 0;
  private pieces: { readonly key: string; readonly texts: TextPieces } | undefined;

  constructor(private readonly options: TimelineAnswersOptions) {
    const { trace, events, idle, lanes, part } = options;
    const { fromNs, lastNs } = trace.analysedReader;
    this.source = {
      table: trace.rows.table,
      access: events.access(),
      pages: idle.pages.source,
      periods: new VcpuPeriods(idle.periods),
      bands: laneBands(lanes),
      laneOf: (key) => lanes.find(key)?.facts,
      lanes: () => lanes.all.map(({ facts }) => facts),
      lost: trace.analysedReader.lost,
      fromNs,
      lastNs,
      part: part ?? null,
    };
  }

  at(place: Place): TimelineDetail | null {
    return laneDetail(this.source, place) ?? null;
  }

  /** Gives up when another range is asked for meanwhile. */
  async range(asked: TimeRange): Promise<RangeSummary> {
    const number = ++this.ranges;
    const steps = rangeSummary(this.source, asked);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await this.options.breathe();
      if (number !== this.ranges) throw new Error('Another range was asked for meanwhile.');
    }
  }

  /** The next piece of a stretch is the cheapest. */
  async traceEvents(
    { fromNs, toNs }: TimeRange,
    start: number,
  ): Promise<{ readonly text: string; readonly next: number | null }> {
    const key = `${fromNs} ${toNs}`;
    if (this.pieces?.key !== key) {
      const begin = (): Generator<string, undefined> => traceEvents(this.source, { fromNs, toNs });
      this.pieces = { key, texts: new TextPieces(begin, this.options.breathe) };
    }
    const piece = await this.pieces.texts.piece(start);
    if (piece.next === null) this.pieces = undefined;
    return piece;
  }
}
