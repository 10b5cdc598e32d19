import type { Steps } from '../../base/steps';
import { findSlide, NOT_SOUGHT } from '../kaslr/findSlide';
import type { FoundSlide } from '../kaslr/findSlide';
import { imageModel } from '../kaslr/imageModel';
import { isInKernelArea } from '../kaslr/kernelSlides';
import { slideEvidence } from '../kaslr/SlideEvidence';
import type { ExitPlace } from '../kaslr/SlideEvidence';
import type { ProgramFile, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
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
  const doubts = [
    ...(file.table === undefined ? [problems.noSymbols()] : []),
    ...(found.votes > 0 ? [] : uncheckedDoubts(file, exits ?? [], bias)),
  ];
  return {
    ...imageFacts(file),
    placedBy: isOther ? undefined : slide === undefined ? 'linked' : 'given',
    bias: isOther ? undefined : bias,
    slide: isOther ? undefined : bias,
    confidence: best?.confidence,
    candidates: [],
    votes: found.votes,
    fitting: best?.fitting ?? 0,
    places: 0,
    atStart: 0,
    problems: isOther ? [problems.notTheCode(best?.fitting ?? 0, found.votes)] : doubts,
  };
}

/** Of a program that no instruction of the guest was held against. */
function uncheckedDoubts(
  { table, ...file }: ProgramFile | SymbolTextFile,
  exits: readonly ExitPlace[],
  bias: number,
): readonly SymbolProblem[] {
  const code = file.is === 'program' ? file.code : undefined;
  const inIt = (rip: number): boolean =>
    code?.has(rip - bias) ?? table?.find(rip - bias) !== undefined;
  const rips = new Set(exits.map(({ rip }) => rip));
  const held = [...rips].filter(inIt);
  if (rips.size > 0 && held.length === 0) return [problems.noExitInProgram()];
  // A kernel runs many processes, and each has its own code at the same addresses.
  const isOneOfMany = [...rips].some(isInKernelArea) && !held.some(isInKernelArea);
  return isOneOfMany ? [problems.anyProcess(held.length)] : [];
}

/** Only exits within the program's own code can object: a guest may run others. */
function* checked(
  file: ProgramFile | SymbolTextFile,
  exits: PlacingFacts['exits'],
  bias: number,
): Steps<FoundSlide> {
  const model = file.is === 'program' ? file.code && imageModel(file.code, undefined) : undefined;
  if (model === undefined) return NOT_SOUGHT;
  const evidence = slideEvidence(exits ?? [], (rip) => model.isCode(rip - bias));
  return yield* findSlide(model, evidence, [bias]);
}
