import type { SessionHandlers } from './SessionApi';

export type TimelineMethod = Extract<keyof SessionHandlers, `timeline${string}`>;

/** Answers what the timeline asks. */
export function timelineHandlers(): Pick<SessionHandlers, TimelineMethod> {
  const notYet = (): Promise<never> => Promise.reject(new Error('The timeline is not there yet.'));
  return {
    timelineOverview: async () => null,
    timelineView: notYet,
    timelineAt: async () => null,
    timelineStep: async () => null,
    timelineRange: async () => null,
    timelineMatches: notYet,
    timelineTraceEvents: notYet,
  };
}
