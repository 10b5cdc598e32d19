import type { Diagnostic } from '../../formats/Diagnostic';
import { TRACEPOINT_TYPE } from '../../formats/perfdata/PerfAttr';
import type { PerfEvent } from '../../formats/perfdata/PerfDataFile';
import { eventName } from './eventName';

const MOST_NAMED = 5;

/** Tells of tracepoints that were not recorded each time they were hit (perf record -c, -F). */
export function sampledEvents(events: readonly PerfEvent[]): readonly Diagnostic[] {
  const sampled = events.filter(
    ({ attr: { type, period } }) =>
      type === TRACEPOINT_TYPE && (period === undefined || period > 1),
  );
  if (sampled.length === 0) return [];
  const named = sampled.slice(0, MOST_NAMED).map((event) => {
    const { period } = event.attr;
    return `${eventName(event)} (${period === undefined ? 'at a frequency' : `one of ${period}`})`;
  });
  const further = sampled.length - named.length;
  const list = [...named, ...(further > 0 ? [`${further} further ones`] : [])].join(', ');
  const message = `Not every event was recorded, only samples of ${list}. Counts, shares and times of exits cannot be told from them. Record without -c and -F.`;
  return [{ severity: 'warning', code: 'sampled-events', message, offset: null }];
}
