import type { RunEvents, RunProfile } from '../protocol/compare';
import { runProfile as profileOf } from '../queries/profile/runProfile';
import { exitNamesOf } from './exitNames';
import { factsOf } from './factsOf';
import type { SymbolsInput } from './guestSymbols';
import { hotExits, hotSource } from './hotSource';
import type { OpenTrace } from './OpenTrace';
import type { ProfilePasses } from './passes';
import { reportSource } from './reportSource';
import type { TraceFacts } from '../protocol/facts';

/** What a run is for a comparison, of a trace that was read to its end through `profilePasses`. */
export function runProfile(
  trace: OpenTrace,
  passes: ProfilePasses,
  symbols: SymbolsInput,
  facts: TraceFacts = factsOf(trace, passes),
): RunProfile {
  return profileOf({
    ...reportSource(trace, passes, facts),
    profile: passes.profile,
    names: exitNamesOf(trace),
    hot: hotSource(trace, passes, symbols),
    hotExits: hotExits(trace, passes),
    listed: listedBy(trace),
  });
}

/** What the recordings of hosts list, all of them; null: one of them lists nothing. */
function listedBy({ sources }: OpenTrace): RunEvents | null {
  const hosts = sources.filter(({ relation }) => relation.guestOf === undefined);
  const lists = hosts.flatMap(({ recording }) => recording.facts.listedEvents ?? []);
  if (lists.length === 0 || lists.length < hosts.length) return null;
  const names = [...lists[0]!.names].filter((name) => lists.every((list) => list.names.has(name)));
  return { names, areEnabled: lists.every(({ areEnabled }) => areEnabled) };
}
