import type { Steps } from '../../base/steps';
import { findSlide, NOT_SOUGHT } from '../kaslr/findSlide';
import type { FoundSlide } from '../kaslr/findSlide';
import { imageModel } from '../kaslr/imageModel';
import { slideEvidence } from '../kaslr/SlideEvidence';
import type { ProgramFile, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage } from '../SymbolImage';
import { imageFacts } from './imageFacts';
import { problems } from './problems';
import type { PlacingFacts } from './PlacingFacts';

/** A program that is no Linux kernel runs where it was linked for, or as far from there as the user says. */
export function* placeProgram(
  file: ProgramFile | SymbolTextFile,
  { slide, exits }: PlacingFacts,
): Steps<SymbolImage> {
  const bias = slide ?? 0;
  const found = yield* checked(file, exits, bias);
  const [best] = found.candidates;
  const isOther = found.verdict === 'mismatch';
  const noSymbols = file.table === undefined ? [problems.noSymbols()] : [];
  return {
    ...imageFacts(file),
    placedBy: isOther ? undefined : slide === undefined ? 'linked' : 'given',
    bias: isOther ? undefined : bias,
    slide: isOther ? undefined : bias,
    confidence: best?.confidence,
    candidates: [],
    votes: found.votes,
    fitting: best?.fitting ?? 0,
    problems: isOther ? [problems.notTheCode(best?.fitting ?? 0, found.votes)] : noSymbols,
  };
}

/** Only exits within the program's own code can object: a guest may run others. */
function* checked(
  file: ProgramFile | SymbolTextFile,
  exits: PlacingFacts['exits'],
  bias: number,
): Steps<FoundSlide> {
  const model = file.is === 'program' ? file.code && imageModel(file.code) : undefined;
  if (model === undefined) return NOT_SOUGHT;
  const evidence = slideEvidence(exits ?? [], (rip) => model.isCode(rip - bias));
  return yield* findSlide(model, evidence, [bias]);
}
