import type { TraceFacts } from '../protocol/facts';
import type { TracePart } from '../protocol/TracePart';
import { traceFacts } from '../queries/traceFacts';
import type { IdentityPasses } from './passes';
import type { OpenTrace } from './OpenTrace';

/** What was read, and which threads run which vCPU. `part`: what of the trace was asked for. */
export function factsOf(
  { sources, reader }: OpenTrace,
  { directory, guestClock }: IdentityPasses,
  part?: TracePart,
): TraceFacts {
  return traceFacts({ sources, reader, directory, lanes: guestClock.lanes, part });
}
