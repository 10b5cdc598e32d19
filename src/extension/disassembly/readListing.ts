import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { AssemblySyntax, Disassembly, SourceText } from '../../protocol/code';
import type { Asked } from '../language/rowOfEvent';
import type { ListedFunction } from './disassemblyUri';
import type { Listing } from './Listing';
import { sourceTexts, wantedSources } from './wantedSources';

export interface ListingServices {
  readonly asked: Asked;
  readonly syntax: AssemblySyntax;
  /** Text of a file of debug information; undefined: it is not at hand. */
  readonly sourceText: (file: string) => Promise<string | undefined>;
}

/**
 * Asks for a function twice: the first answer tells which source lines it has, the second shows
 * their texts where they are at hand. undefined: nothing of its code is known.
 */
export async function readListing(
  listed: ListedFunction,
  { asked, syntax, sourceText }: ListingServices,
): Promise<Listing | undefined> {
  const place = { vm: listed.vm, rip: listed.start, syntax };
  const bare = await asked.call('disassembly', { ...place, sources: [] });
  if (bare === null) return undefined;
  const sources = await sourcesOf(bare, sourceText);
  const shown =
    sources.length === 0 ? bare : await asked.call('disassembly', { ...place, sources });
  const { facts } = await asked.call('traceFacts', {});
  return { listed, disassembly: shown ?? bare, unit: facts === null ? 'ns' : clockUnitOf(facts) };
}

async function sourcesOf(
  { lines }: Disassembly,
  sourceText: ListingServices['sourceText'],
): Promise<readonly SourceText[]> {
  const found: SourceText[] = [];
  for (const [file, wanted] of wantedSources(lines)) {
    const text = await sourceText(file);
    if (text !== undefined) found.push(...sourceTexts(file, wanted, text));
  }
  return found;
}
