import { noPause } from '../base/steps';
import { decoderOf } from '../engine/decoderOf';
import { factsOf } from '../engine/factsOf';
import type { GivenSymbols } from '../engine/guestSymbols';
import { profileNeeds } from '../engine/needs';
import { guestSymbolFiles } from '../engine/node/guestSymbolFiles';
import type { FileRequest } from '../engine/node/sourceRequest';
import { openLines } from '../engine/openLines';
import { profilePasses } from '../engine/passes';
import { readThrough } from '../engine/readThrough';
import { runProfile } from '../engine/runProfile';
import type { RunProfile } from '../protocol/compare';
import type { CommandArguments } from './arguments';
import type { IgnoredEvents } from './IgnoredEvents';
import { openForCommand, warn } from './openForCommand';

/** Reads one run to its end for a comparison: what is left of it is its profile; damage and doubts go to stderr. */
export async function readRun(
  file: FileRequest,
  args: CommandArguments,
  ignored: IgnoredEvents,
  given: readonly GivenSymbols[],
): Promise<RunProfile> {
  const keeps = ignored.without(profileNeeds.keeps);
  const of = { ...args, files: [file] };
  const trace = await openForCommand(of, { ...profileNeeds, keeps, parameters: args.parameters });
  const passes = readThrough(trace, profilePasses(trace, 0));
  const facts = factsOf(trace, passes);
  warn(facts);
  const filesOfGuests = await guestSymbolFiles(trace.sources, noPause);
  const decoder = await decoderOf(given);
  const symbols = { given, filesOfGuests, slideOf: () => undefined, openLines, decoder };
  return runProfile(trace, passes, symbols, facts);
}
