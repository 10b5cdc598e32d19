import { TRACEPOINT_TYPE } from '../../formats/perfdata/PerfAttr';
import type { PerfEvent } from '../../formats/perfdata/PerfDataFile';
import type { EventFormat } from '../../formats/tracefs/EventFormat';
import type { ListedEvents } from '../Recording';

/** A perf.data has an attribute for each event that perf opened. undefined: not all of them are known. */
export function listedEvents(
  events: readonly PerfEvent[],
  formats: readonly EventFormat[],
): ListedEvents | undefined {
  const nameOf = new Map(formats.map(({ id, name }) => [id, name]));
  const tracepoints = events.filter(({ attr }) => attr.type === TRACEPOINT_TYPE);
  const names = tracepoints.flatMap(({ attr }) => nameOf.get(Number(attr.config)) ?? []);
  if (events.length === 0 || names.length < tracepoints.length) return undefined;
  return { names: new Set(names), areEnabled: true };
}
