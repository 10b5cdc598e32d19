import type { EventQueries } from './EventQueries';
import type { SessionHandlers } from './SessionApi';
import type { TimelineAnswers } from './TimelineAnswers';
import type { TimelineQueries } from './TimelineQueries';

export type TimelineMethod = Extract<keyof SessionHandlers, `timeline${string}`>;

/** What of a trace answers the timeline; undefined: it is not loaded, or not yet. */
export interface TimelineSources {
  readonly queries: () => TimelineQueries | undefined;
  readonly events: () => EventQueries | undefined;
  /** Once the whole trace is read. */
  readonly answers: () => Promise<TimelineAnswers | undefined>;
}

/** Answers what the timeline asks. */
export function timelineHandlers({
  queries,
  events,
  answers,
}: TimelineSources): Pick<SessionHandlers, TimelineMethod> {
  const opened = <T>(of: T | undefined): T => {
    if (of === undefined) throw new Error('No events are loaded.');
    return of;
  };
  return {
    timelineOverview: async () => (await queries()?.overview()) ?? null,
    timelineView: async ({ lanes, withArrows, ...window }) =>
      opened(queries()).view(window, lanes, withArrows),
    timelineAt: async (place) => (await answers())?.at(place) ?? null,
    timelineStep: async (wanted) => opened(queries()).step(wanted),
    timelineRange: async (range) => (await (await answers())?.range(range)) ?? null,
    timelineMatches: async (wanted) => opened(events()).matches(wanted),
    timelineTraceEvents: async ({ start, ...range }) => {
      const of = await answers();
      if (of === undefined) throw new Error('The trace is exported once all of it is read.');
      return of.traceEvents(range, start);
    },
  };
}
