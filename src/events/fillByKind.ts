import type { EventKind } from './EventTable';

/**
 * Looks up what each kind of event is to a pass in the block that comes next, undefined for those
 * that tell it nothing. `byKind` stays the same array over all blocks: of arrays that are made anew
 * the JavaScript engine lays out some otherwise, and compiles the loop over the rows again for them.
 */
export function fillByKind<T>(
  byKind: (T | undefined)[],
  kinds: readonly EventKind[],
  lookUp: (kind: EventKind) => T | undefined,
): void {
  for (const kind of kinds) byKind[kind.index] = lookUp(kind);
}
