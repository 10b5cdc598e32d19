import type { SessionHandlers } from '../SessionApi';

/** Answers for a trace that is not there: its facts say why, and so does every other refusal. */
export function handlersWithoutTrace(message: string): SessionHandlers {
  const refuse = (): Promise<never> => Promise.reject(new Error(message));
  return {
    traceFacts: async () => ({ facts: null, load: { kind: 'failed', message }, companions: [] }),
    cancelLoad: async () => ({}),
    exitRows: refuse,
    exitsOverTime: refuse,
    eventPage: refuse,
    findEvent: refuse,
    eventDetail: refuse,
    idleOverview: refuse,
    idleHistograms: refuse,
    findings: refuse,
    idlePeriods: refuse,
    pageOverview: refuse,
    pageDetail: refuse,
    pageFaults: refuse,
    timelineOverview: refuse,
    timelineView: refuse,
    timelineAt: refuse,
    timelineStep: refuse,
    timelineRange: refuse,
    timelineMatches: refuse,
    timelineTraceEvents: refuse,
    symbolState: refuse,
    hotCode: refuse,
    codeAt: refuse,
    useSymbols: refuse,
    disassembly: refuse,
    codeOfTrace: refuse,
    doctor: refuse,
    nearbyRecordings: refuse,
  };
}
