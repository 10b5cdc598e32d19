import type {
  MatchColumns,
  RangeSummary,
  TimelineDetail,
  TimelineOverview,
  TimelineStep,
  TimelineView,
  TimelineWindow,
} from './timeline';

/** What a trace is asked for its timeline. */
export interface TimelineRequests {
  /** The lanes of the timeline, as far as the trace is read; null: nothing of it is. */
  timelineOverview: { params: Record<string, never>; result: TimelineOverview | null };
  /** Lanes at a resolution. Keys that are not lanes are left out. */
  timelineView: {
    params: TimelineWindow & { readonly lanes: readonly string[]; readonly withArrows: boolean };
    result: TimelineView;
  };
  /** What is at a place of a lane: the stretch that holds the time, or the mark next to it within `slackNs`; null: nothing is. */
  timelineAt: {
    params: { readonly lane: string; readonly timeNs: number; readonly slackNs: number };
    result: TimelineDetail | null;
  };
  /**
   * Where the next stretch or mark of a lane begins after `timeNs`, or the one before it;
   * `isSame`: of the exit reason, category or cause of the one at `timeNs`. null: there is none.
   */
  timelineStep: {
    params: {
      readonly lane: string;
      readonly timeNs: number;
      readonly direction: 1 | -1;
      readonly isSame: boolean;
    };
    result: TimelineStep | null;
  };
  /** What happened between two times; null while the trace is read. */
  timelineRange: {
    params: { readonly fromNs: number; readonly toNs: number };
    result: RangeSummary | null;
  };
  /** How many events of a filter fell where. Rejects with the filter's mistake in words. */
  timelineMatches: { params: TimelineWindow & { readonly filter: string }; result: MatchColumns };
  /**
   * A stretch as JSON of the Trace Event Format, in pieces: `start` is 0, then `next` of the piece
   * before; null after the last one.
   */
  timelineTraceEvents: {
    params: { readonly fromNs: number; readonly toNs: number; readonly start: number };
    result: { readonly text: string; readonly next: number | null };
  };
}
