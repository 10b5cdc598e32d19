import type { TraceEngine } from '../TraceEngine';
import { untilLoaded } from '../untilLoaded';
import type { AnalysisState } from './AnalysisState';

/** What the views show of a trace, once it is loaded. */
export async function readAnalysis(
  document: string,
  engine: TraceEngine,
  closed: AbortSignal,
): Promise<AnalysisState> {
  for (;;) {
    const facts = await untilLoaded(engine, closed);
    if (facts === undefined) return { kind: closed.aborted ? 'none' : 'failed' };
    const overview = await engine.call('idleOverview', {});
    const findings = await engine.call('findings', {});
    // null: another load began in between.
    if (overview !== null && findings !== null) {
      return { kind: 'loaded', document, facts, overview, findings };
    }
  }
}
