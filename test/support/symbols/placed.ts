import { atOnce } from '../../../src/base/steps';
import type { GuestSymbols } from '../../../src/symbols/GuestSymbols';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import { placeSymbols } from '../../../src/symbols/placing/placeSymbols';
import type { PlacingFacts } from '../../../src/symbols/placing/PlacingFacts';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import { hotFixture } from './hotPlaces';

const NOTHING: PlacingFacts = {
  slide: undefined,
  exits: undefined,
  recorded: undefined,
  decoder: undefined,
};

/** Where the guests of a recording in `test/fixtures` exit. */
export async function exitsOf(recording: string): Promise<readonly ExitPlace[]> {
  return (await hotFixture(recording)).passes.hotspots.places;
}

/** The files where a guest has what they describe, as far as these facts tell. */
export function placed(
  files: readonly SymbolFile[],
  facts: Partial<PlacingFacts> = {},
): GuestSymbols {
  return atOnce(placeSymbols(files, { ...NOTHING, ...facts }, () => undefined));
}
