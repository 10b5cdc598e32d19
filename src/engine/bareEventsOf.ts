import type { EventReader } from '../ingest/EventReader';

/**
 * Names, without system, of the tracepoints that were seen and of which no event tells its fields: in
 * a recording, or in all of them.
 */
export function bareEventsOf(reader: EventReader, source?: number): ReadonlySet<string> {
  const told = new Map<string, number>();
  for (const kind of reader.kinds) {
    if (reader.countOf(kind) === 0 || (source ?? kind.source) !== kind.source) continue;
    told.set(kind.name, (told.get(kind.name) ?? 0) + reader.toldOf(kind));
  }
  return new Set([...told].flatMap(([name, events]) => (events === 0 ? [name] : [])));
}
