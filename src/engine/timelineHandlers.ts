import type { SessionHandlers } from './SessionApi';
import type { TimelineQueries } from './TimelineQueries';

export type TimelineMethod = Extract<keyof SessionHandlers, `timeline${string}`>;

/** Answers what the timeline asks. `queries`: of the trace; undefined: nothing of it is loaded. */
export function timelineHandlers(
  queries: () => TimelineQueries | undefined,
): Pick<SessionHandlers, TimelineMethod> {
  const opened = (): TimelineQueries => {
    const of = queries();
    if (of === undefined) throw new Error('No events are loaded.');
    return of;
  };
  const notYet = (): Promise<never> => Promise.reject(new Error('The timeline is not there yet.'));
  return {
    timelineOverview: async () => (await queries()?.overview()) ?? null,
    timelineView: async ({ lanes, withArrows, ...window }) =>
      opened().view(window, lanes, withArrows),
    timelineAt: async () => null,
    timelineStep: async (wanted) => opened().step(wanted),
    timelineRange: async () => null,
    timelineMatches: notYet,
    timelineTraceEvents: notYet,
  };
}
