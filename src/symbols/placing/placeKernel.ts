import type { Steps } from '../../base/steps';
import { NO_STARTS } from '../kaslr/checkStarts';
import type { StartsCheck } from '../kaslr/checkStarts';
import type { FoundSlide } from '../kaslr/findSlide';
import { kernelSlides } from '../kaslr/kernelSlides';
import { USUAL_LINK_ADDRESS } from '../kernelSpan';
import type { KernelSpan, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
import { imageFacts } from './imageFacts';
import type { ImageFacts } from './imageFacts';
import { problems } from './problems';
import type { PlacingFacts } from './PlacingFacts';
import { isSameKernel } from './sameKernel';
import { isKallsyms, ownSlideOf, searchKernel } from './searchKernel';
import type { KernelFile } from './searchKernel';

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
  places: 0,
  atStart: 0,
  problems: [],
};

/** Where a guest has a kernel. `reference`: its own kallsyms, which other files of the kernel go by. */
export function* placeKernel(
  file: KernelFile,
  facts: PlacingFacts,
  reference: Reference | undefined,
): Steps<SymbolImage> {
  const placed = !isKallsyms(file)
    ? yield* placeLinked(file, facts, reference)
    : facts.slide === undefined
      ? placeKallsyms(file.kernel, yield* searchKernel(file, facts, ownSlideOf(file)))
      : yield* placeAt(file, facts, facts.slide, 'given');
  return {
    ...imageFacts(file),
    ...placed,
    problems: [...placed.problems, ...cutDoubts(file)],
  };
}

/** A name may be cut, too; what is there is still right. */
function cutDoubts(file: KernelFile): readonly SymbolProblem[] {
  return file.is === 'text' && file.isCut ? [problems.cutShort()] : [];
}

/** A table of a kernel that ran is right where it is, unless the guest has started again since. */
function placeKallsyms(kernel: KernelSpan, found: FoundSlide): Placement {
  const ownSlide = kernel.start - USUAL_LINK_ADDRESS;
  const { expected, votes } = found;
  if (expected?.verdict !== 'contradicted') {
    return {
      ...NOWHERE,
      placedBy: 'kallsyms',
      bias: 0,
      slide: toldSlide(ownSlide),
      // What the exits do not contradict is as sure as the guest's own word.
      confidence: votes === 0 ? undefined : expected?.verdict === 'fits' ? 1 : expected?.confidence,
      votes,
      fitting: expected?.fitting ?? 0,
      problems: doubtsOfKallsyms(found),
    };
  }
  const candidates = found.candidates.filter(({ slide }) => slide !== expected.slide);
  const [best] = candidates;
  const common = { ...NOWHERE, votes, fitting: best?.fitting ?? 0 };
  if (best !== undefined && found.verdict === 'found') {
    return {
      ...common,
      placedBy: 'exits',
      bias: best.slide - ownSlide,
      slide: toldSlide(best.slide),
      confidence: best.confidence,
      problems: [problems.otherBoot(best.slide - ownSlide)],
    };
  }
  if (best !== undefined && found.verdict === 'ambiguous') {
    return { ...common, candidates, problems: [problems.otherBootPerhaps(candidates)] };
  }
  const isOfCode = votes === 0;
  return {
    ...common,
    problems: [isOfCode ? problems.outside(expected.outside) : problems.otherKernel(found)],
  };
}

function doubtsOfKallsyms({ expected, votes }: FoundSlide): readonly SymbolProblem[] {
  if (expected === undefined) return [problems.unchecked()];
  const { verdict, fitting, outside } = expected;
  if (outside > 0 && verdict === 'doubtful') return [problems.partlyOutside(outside)];
  if (votes === 0) return [problems.unchecked()];
  if (verdict === 'fits') return [];
  return [fitting === 0 ? problems.tooFew(votes) : problems.partlyFitting(fitting, votes)];
}

/** Below the usual link address nobody knows what a kernel was linked for. */
function toldSlide(slide: number): number | undefined {
  return slide < 0 ? undefined : slide;
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
  return placeByExits(yield* searchKernel(file, facts));
}

/** Somebody says where it is: the exits may only object. */
function* placeAt(
  file: KernelFile,
  facts: PlacingFacts,
  slide: number,
  placedBy: 'given' | 'recorded',
): Steps<Placement> {
  const bias = slide - ownSlideOf(file);
  if (placedBy === 'given' && !kernelSlides(file.kernel).includes(bias)) {
    const { candidates, votes } = yield* searchKernel(file, facts);
    return { ...NOWHERE, candidates, votes, problems: [problems.noSlide(slide, candidates)] };
  }
  const found = yield* searchKernel(file, facts, slide);
  const { expected, votes } = found;
  const starts = expected?.starts ?? NO_STARTS;
  const own = found.candidates.find((candidate) => candidate.slide === slide);
  const others = found.candidates.filter((candidate) => candidate !== own);
  // Code of another build at the right slide is no doubt of the slide.
  const isElsewhere =
    expected?.verdict === 'contradicted' && (own === undefined || own !== found.candidates[0]);
  return {
    ...NOWHERE,
    placedBy,
    bias,
    slide,
    confidence: votes === 0 ? undefined : (own?.confidence ?? 0),
    candidates: isElsewhere ? others : [],
    votes,
    fitting: expected?.fitting ?? 0,
    ...countsOf(starts),
    problems: [
      ...(isElsewhere ? [problems.contradicted(placedBy, slide, others)] : doubtsOfSlide(found)),
      ...(isKallsyms(file) && bias !== 0 ? [problems.otherBootAsGiven(bias)] : []),
    ],
  };
}

function doubtsOfSlide({ expected, votes }: FoundSlide): readonly SymbolProblem[] {
  if (expected === undefined || expected.verdict === 'fits') return [];
  const { fitting, outside, starts } = expected;
  if (starts.verdict !== 'fits') return [problems.partlyOtherCode(starts)];
  if (outside > 0) return [problems.partlyOutside(outside)];
  return votes - fitting < 0.5 ? [] : [problems.partlyFitting(fitting, votes)];
}

function placeByExits(found: FoundSlide): Placement {
  const { verdict, candidates, votes, isPartly, starts } = found;
  const [best] = candidates;
  const common = { ...NOWHERE, votes, fitting: best?.fitting ?? 0, ...countsOf(starts) };
  if (verdict === 'found') {
    const { slide, confidence, fitting } = best!;
    if (starts.verdict === 'contradicted') {
      return { ...common, problems: [problems.otherCode(starts)] };
    }
    const doubts = [
      ...(isPartly ? [problems.partlyFitting(fitting, votes)] : []),
      ...(starts.verdict === 'doubtful' ? [problems.partlyOtherCode(starts)] : []),
    ];
    return { ...common, placedBy: 'exits', bias: slide, slide, confidence, problems: doubts };
  }
  if (verdict === 'ambiguous') {
    return { ...common, candidates, problems: [problems.ambiguous(candidates)] };
  }
  if (verdict === 'unknown') return { ...common, problems: [problems.noExits()] };
  const isByStarts = best === undefined && found.knowsStarts;
  return { ...common, problems: [isByStarts ? problems.nowhere() : problems.otherKernel(found)] };
}

function countsOf({ places, atStart }: StartsCheck): Pick<Placement, 'places' | 'atStart'> {
  return { places, atStart };
}
