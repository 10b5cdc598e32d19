import type { Steps } from '../../base/steps';
import type { CodeModel } from '../kaslr/CodeModel';
import { findSlide } from '../kaslr/findSlide';
import type { FoundSlide } from '../kaslr/findSlide';
import { imageModel } from '../kaslr/imageModel';
import { isInKernelArea, kernelSlides } from '../kaslr/kernelSlides';
import { slideEvidence } from '../kaslr/SlideEvidence';
import { symbolModel } from '../kaslr/symbolModel';
import { USUAL_LINK_ADDRESS } from '../kernelSpan';
import type { KernelSpan, ProgramFile, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
import { imageFacts } from './imageFacts';
import type { ImageFacts } from './imageFacts';
import { problems } from './problems';
import type { PlacingFacts } from './PlacingFacts';
import { isSameKernel } from './sameKernel';

type KernelFile = (SymbolTextFile | ProgramFile) & { readonly kernel: KernelSpan };
type Placement = Omit<SymbolImage, keyof ImageFacts>;

/** The guest's own table, once it is known where it is right. */
export interface Reference {
  readonly file: SymbolTextFile & { readonly kernel: KernelSpan };
  readonly image: SymbolImage;
}

const NOWHERE: Placement = {
  placedBy: undefined,
  bias: undefined,
  slide: undefined,
  confidence: undefined,
  candidates: [],
  votes: 0,
  fitting: 0,
  problems: [],
};

/** Where a guest has a kernel. `reference`: its own kallsyms, which other files of the kernel go by. */
export function* placeKernel(
  file: KernelFile,
  facts: PlacingFacts,
  reference: Reference | undefined,
): Steps<SymbolImage> {
  const isKallsyms = file.is === 'text' && file.kind === 'kallsyms';
  const placed = isKallsyms
    ? placeKallsyms(file.kernel, yield* searched(file, facts))
    : yield* placeLinked(file, facts, reference);
  return {
    ...imageFacts(file),
    ...placed,
  };
}

/** A table of a kernel that ran is right where it is, unless the guest has started again since. */
function placeKallsyms(kernel: KernelSpan, found: FoundSlide): Placement {
  const link = USUAL_LINK_ADDRESS;
  const slideAt = (bias: number): number | undefined =>
    kernel.start >= link ? kernel.start + bias - link : undefined;
  const [best] = found.candidates;
  const common = { ...NOWHERE, votes: found.votes, fitting: best?.fitting ?? 0 };
  if (found.verdict === 'mismatch') {
    return { ...common, problems: [problems.otherKernel(found)] };
  }
  const own = found.candidates.find(({ slide }) => slide === 0);
  if (own === undefined && best !== undefined && found.verdict === 'found') {
    return {
      ...common,
      placedBy: 'exits',
      bias: best.slide,
      slide: slideAt(best.slide),
      confidence: best.confidence,
      problems: [problems.otherBoot(best.slide)],
    };
  }
  if (own === undefined && found.verdict === 'ambiguous') {
    const { candidates } = found;
    return { ...common, candidates, problems: [problems.ambiguous(candidates)] };
  }
  return {
    ...common,
    placedBy: 'kallsyms',
    bias: 0,
    slide: slideAt(0),
    // What the exits do not contradict is as sure as the guest's own word.
    confidence: found.verdict === 'unknown' ? undefined : 1,
    fitting: own?.fitting ?? 0,
    problems: own === undefined ? [problems.unchecked()] : partlyFitting(own.fitting, found.votes),
  };
}

/** A kernel as it was linked: something else must tell how far it was moved. */
function* placeLinked(
  file: KernelFile,
  facts: PlacingFacts,
  reference: Reference | undefined,
): Steps<Placement> {
  const recordedId = facts.recorded?.buildId;
  if (file.is === 'program' && recordedId !== undefined && file.buildId !== recordedId) {
    return { ...NOWHERE, problems: [problems.otherBuild(file.buildId, recordedId)] };
  }
  if (facts.slide !== undefined) return yield* placeAt(file, facts, facts.slide, 'given');
  if (reference?.image.bias !== undefined && file.table !== undefined) {
    const known = { columns: reference.file.table.columns, kernel: reference.file.kernel };
    if (!isSameKernel(known, { table: file.table, kernel: file.kernel })) {
      return { ...NOWHERE, problems: [problems.otherThanKallsyms(reference.file.path)] };
    }
    const slide = reference.file.kernel.start + reference.image.bias - file.kernel.start;
    const confidence = reference.image.confidence;
    return { ...NOWHERE, placedBy: 'kallsyms', bias: slide, slide, confidence };
  }
  const recordedText = facts.recorded?.text;
  if (recordedText !== undefined) {
    return yield* placeAt(file, facts, recordedText - file.kernel.start, 'recorded');
  }
  if (facts.exits === undefined) {
    return { ...NOWHERE, placedBy: 'assumed', bias: 0, slide: 0, problems: [problems.assumed()] };
  }
  return placeByExits(yield* searched(file, facts));
}

/** Somebody says where it is: the exits may only object. */
function* placeAt(
  file: KernelFile,
  facts: PlacingFacts,
  slide: number,
  placedBy: 'given' | 'recorded',
): Steps<Placement> {
  const found = yield* searched(file, facts);
  const own = found.candidates.find((candidate) => candidate.slide === slide);
  const agrees = found.verdict === 'unknown' || own !== undefined;
  return {
    ...NOWHERE,
    placedBy,
    bias: slide,
    slide,
    confidence: found.verdict === 'unknown' ? undefined : (own?.confidence ?? 0),
    candidates: agrees ? [] : found.candidates,
    votes: found.votes,
    fitting: own?.fitting ?? 0,
    problems: agrees ? [] : [problems.contradicted(placedBy, slide, found.candidates)],
  };
}

function placeByExits(found: FoundSlide): Placement {
  const { verdict, candidates, votes } = found;
  const [best] = candidates;
  const common = { ...NOWHERE, votes, fitting: best?.fitting ?? 0 };
  if (verdict === 'found') {
    const { slide, confidence, fitting } = best!;
    const doubts = partlyFitting(fitting, votes);
    return { ...common, placedBy: 'exits', bias: slide, slide, confidence, problems: doubts };
  }
  if (verdict === 'ambiguous') {
    return { ...common, candidates, problems: [problems.ambiguous(candidates)] };
  }
  const problem = verdict === 'unknown' ? problems.noExits() : problems.otherKernel(found);
  return { ...common, problems: [problem] };
}

function partlyFitting(fitting: number, votes: number): readonly SymbolProblem[] {
  return votes - fitting < 0.5 ? [] : [problems.partlyFitting(fitting, votes)];
}

/** Over all slides that KASLR may choose. */
function* searched(file: KernelFile, { exits = [] }: PlacingFacts): Steps<FoundSlide> {
  const model = modelOf(file);
  if (model === undefined) return { verdict: 'unknown', candidates: [], votes: 0 };
  yield;
  const evidence = slideEvidence(exits, isInKernelArea);
  return yield* findSlide(model, evidence, kernelSlides(file.kernel));
}

/** The code tells more than the symbols, where a file has it. */
function modelOf(file: KernelFile): CodeModel | undefined {
  const ofCode = file.is === 'program' ? file.code && imageModel(file.code) : undefined;
  return ofCode ?? (file.table && symbolModel(file.table.columns));
}
