import type { EventReader } from '../ingest/EventReader';

/** Names, without system, of the tracepoints that were seen and of which no event tells its fields. */
export function bareEventsOf(reader: EventReader): ReadonlySet<string> {
  const told = new Map<string, number>();
  for (const kind of reader.kinds) {
    if (reader.countOf(kind) === 0) continue;
    told.set(kind.name, (told.get(kind.name) ?? 0) + reader.toldOf(kind));
  }
  return new Set([...told].flatMap(([name, events]) => (events === 0 ? [name] : [])));
}
