import type { Diagnostic } from '../../formats/Diagnostic';
import { TRACEPOINT_TYPE } from '../../formats/perfdata/PerfAttr';
import type { PerfEvent } from '../../formats/perfdata/PerfDataFile';
import { eventName } from './eventName';

const MOST_NAMED = 5;

/** Tracepoints of which perf recorded only one in several (`perf record -c`, `-F`). */
export interface SampledEvents {
  /** Without system. */
  readonly names: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** perf asks for every event of a tracepoint (period 1), unless it was told otherwise (`evsel__config()`, tools/perf/util/evsel.c). */
export function sampledEvents(events: readonly PerfEvent[]): SampledEvents {
  const sampled = events.filter(
    ({ attr: { type, period } }) =>
      type === TRACEPOINT_TYPE && (period === undefined || period > 1),
  );
  const names = new Set(sampled.map((event) => bareName(eventName(event))));
  if (sampled.length === 0) return { names, diagnostics: [] };
  const named = sampled.slice(0, MOST_NAMED).map((event) => {
    const { period } = event.attr;
    return `${eventName(event)} (${period === undefined ? 'at a frequency' : `one of ${period}`})`;
  });
  const further = sampled.length - named.length;
  const list = [...named, ...(further > 0 ? [`${further} further ones`] : [])].join(', ');
  const message = `Not every event was recorded, only samples of ${list}. Counts, shares and times of exits cannot be told from them. Record without -c and -F.`;
  return {
    names,
    diagnostics: [{ severity: 'warning', code: 'sampled-events', message, offset: null }],
  };
}

function bareName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
