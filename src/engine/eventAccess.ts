import type { EventTable } from '../events/EventTable';
import { baseName } from '../base/baseName';
import { EventAccess } from '../queries/EventAccess';
import { guestVms } from '../queries/guestVms';
import { exitNamesOf } from './exitNames';
import type { IdentityPasses } from './passes';
import type { OpenTrace } from './OpenTrace';

/** What single events are looked up and spelled out with. `passes`: over the same trace. */
export function eventAccess(
  trace: OpenTrace,
  { directory, guestClock: { lanes } }: IdentityPasses,
  table: EventTable = trace.table,
): EventAccess {
  return new EventAccess({
    table,
    recordings: trace.sources.map(({ recording }) => recording),
    names: recordingNames(trace),
    directory,
    exitNames: exitNamesOf(trace),
    guestVms: guestVms({ sources: trace.sources, directory, lanes }),
  });
}

/** The files' names; where two have one name, whole paths. */
export function recordingNames({ sources }: Pick<OpenTrace, 'sources'>): readonly string[] {
  const paths = sources.map(({ path }) => path);
  const names = paths.map(baseName);
  return new Set(names).size === names.length ? names : paths;
}
