import type { Steps } from '../../base/steps';
import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { CodeModel } from './CodeModel';
import { checkStarts, NO_STARTS } from './checkStarts';
import type { StartsCheck } from './checkStarts';
import { scoreSlide } from './scoreSlide';
import type { SlideScore } from './scoreSlide';
import { scoreStarts } from './scoreStarts';
import type { SlideEvidence } from './SlideEvidence';

/** A slide, and how sure it is that the guest's code stands there. */
export interface SlideCandidate {
  /** To be added to the file's addresses. */
  readonly slide: number;
  /** 0 to 1: of the slide, if the file is the guest's. */
  readonly confidence: number;
  /** Sum of the weights of the votes that fit. */
  readonly fitting: number;
}

/** What the exits say of the slide that something else tells. */
export interface ExpectedSlide extends SlideCandidate {
  /** `fits`: they agree; `doubtful`: they tell too little, or not all of them agree; `contradicted`: it cannot be that one. */
  readonly verdict: 'fits' | 'doubtful' | 'contradicted';
  /** Places where the guest ran and the file has no code. */
  readonly outside: number;
  readonly starts: StartsCheck;
}

/**
 * `found`: one slide, by a confidence of 0.95 or more. `ambiguous`: several fit about as well, or too
 * little was recorded to tell. `mismatch`: the exits do not fit the file at any slide. `unknown`: no
 * exit tells anything of the instructions that stand in the file.
 */
export interface FoundSlide {
  readonly verdict: 'found' | 'ambiguous' | 'mismatch' | 'unknown';
  /** The best first; only those with a confidence of 1 % or more. */
  readonly candidates: readonly SlideCandidate[];
  /** Sum of the weights of all votes that the file can judge. */
  readonly votes: number;
  /** Not all of these votes fit, by more than the right file would leave. */
  readonly isPartly: boolean;
  /** The file tells where its instructions start. */
  readonly knowsStarts: boolean;
  /** At the best slide. */
  readonly starts: StartsCheck;
  /** Undefined: nothing told one, or the guest was not seen in any code. */
  readonly expected: ExpectedSlide | undefined;
}

/** Nothing is known of where a file's code stands. */
export const NOT_SOUGHT: FoundSlide = {
  verdict: 'unknown',
  candidates: [],
  votes: 0,
  isPartly: false,
  knowsStarts: false,
  starts: NO_STARTS,
  expected: undefined,
};

/** From here on a slide is used without asking. */
const SURE = 0.95;
/** From here on a file is said not to be the guest's. */
const SURE_OF_NONE = 0.99;
/** Below this, what something tells is wrong; and where another slide is likelier than all else. */
const CONTRADICTED = 0.05;
const LIKELIER = 0.5;
/** Of the logarithm of own by other build: below this the file is of another one, however well one place of it fits. */
const OTHER_BUILD = -2.5;
/** Of the weights of votes that do not fit: one place alone never makes a file another one's. */
const LEAST_AGAINST = 1.5;
/** Of the places at which instructions must start. */
const LEAST_PLACES = 8;
/** Below this, and with votes that do not fit, it may be: less than 3 to 1 speak against it. */
const MAY_BE_OTHER_BUILD = 1.1;
/** How likely what something tells is beforehand; other slides together, and none, have half of the rest each. */
const EXPECTED = 0.9;
const WORTH_NAMING = 0.01;
const MOST_CANDIDATES = 8;
/** Scored between two pauses: some ms. */
const SLIDES_A_STEP = 64;
/** Evidence never makes certain: the model of chance is a model. */
const MOST_CONFIDENCE = 0.9999;

/**
 * Where a file's code stands in a guest. Each slide is scored by the logarithm of how much likelier
 * the exits are when it is right than by chance: a vote that fits adds ln(likely / chance), one that
 * does not adds ln((1 - likely) / (1 - chance)), and code where the file has none adds ln 0.02. The
 * confidence of a slide is its likelihood divided by the sum of those of all slides and of "none of
 * them". Beforehand the `expected` slide, which something else tells, is held for 90 % likely, and all
 * others together for as likely as none of them. Pauses again and again: the chances and the slides of
 * a kernel take some 100 ms.
 */
export function* findSlide(
  model: CodeModel,
  evidence: SlideEvidence,
  slides: readonly number[],
  expected?: number,
): Steps<FoundSlide> {
  const known = evidence.votes.filter(({ instruction }) => model.knows(instruction));
  const votes = known.reduce((sum, { weight }) => sum + weight, 0);
  const knowsStarts = model.isStart !== undefined;
  const isTold = votes > 0 || (knowsStarts && evidence.code.length > 0);
  if (!isTold && (expected === undefined || evidence.code.length === 0)) return NOT_SOUGHT;
  const chances = new Map<ExitInstruction, number>();
  for (const { instruction } of known) {
    if (chances.has(instruction)) continue;
    chances.set(instruction, model.chance(instruction));
    yield;
  }
  const byVotes: SlideScore[] = [];
  for (const slide of withExpected(slides, expected)) {
    byVotes.push(scoreSlide(model, evidence, chances, slide));
    if (byVotes.length % SLIDES_A_STEP === 0) yield;
  }
  const scored = yield* scoreStarts(model, evidence.code, byVotes, expected);
  const isEnough = votes >= LEAST_AGAINST || (knowsStarts && evidence.code.length >= LEAST_PLACES);
  const { confidences, none } = confidencesOf(scored, expected);
  const candidates = scored
    .map(({ slide, fitting }, index) => ({
      slide,
      fitting,
      confidence: Math.min(MOST_CONFIDENCE, confidences[index]!),
    }))
    .filter(({ confidence }) => confidence >= WORTH_NAMING)
    .sort((a, b) => b.confidence - a.confidence || a.slide - b.slide)
    .slice(0, MOST_CANDIDATES);
  const best = scored.find(({ slide }) => slide === candidates[0]?.slide);
  const own = scored.findIndex(({ slide }) => slide === expected);
  return {
    verdict: isTold ? verdictOf(best, candidates[0], { votes, none, isEnough }) : 'unknown',
    candidates: isTold ? candidates : [],
    votes,
    knowsStarts,
    starts: best === undefined ? NO_STARTS : checkStarts(model, evidence, best.slide),
    isPartly: best !== undefined && mayBeOtherBuild(best, votes),
    expected:
      own < 0
        ? undefined
        : expectedSlide(scored[own]!, confidences[own]!, {
            votes,
            likeliest: candidates[0],
            starts: checkStarts(model, evidence, scored[own]!.slide),
          }),
  };
}

function withExpected(slides: readonly number[], expected: number | undefined): readonly number[] {
  if (expected === undefined || slides.includes(expected)) return slides;
  return [...slides, expected];
}

function confidencesOf(
  scored: readonly SlideScore[],
  expected: number | undefined,
): { readonly confidences: readonly number[]; readonly none: number } {
  const most = scored.reduce((highest, { score }) => Math.max(highest, score), 0);
  const others = expected === undefined ? scored.length : scored.length - 1;
  const [ofExpected, rest] = expected === undefined ? [0, 1] : [EXPECTED, 1 - EXPECTED];
  const weights = scored.map(
    ({ slide, score }) =>
      Math.exp(score - most) * (slide === expected ? ofExpected : rest / 2 / others),
  );
  const none = Math.exp(-most) * (rest / 2);
  const all = weights.reduce((sum, weight) => sum + weight, none);
  return { confidences: weights.map((weight) => weight / all), none: none / all };
}

function verdictOf(
  best: SlideScore | undefined,
  candidate: SlideCandidate | undefined,
  {
    votes,
    none,
    isEnough,
  }: { readonly votes: number; readonly none: number; readonly isEnough: boolean },
): FoundSlide['verdict'] {
  if (best !== undefined && isOtherBuild(best, votes)) return 'mismatch';
  if (candidate !== undefined && candidate.confidence >= SURE) return 'found';
  return isEnough && none >= SURE_OF_NONE ? 'mismatch' : 'ambiguous';
}

function expectedSlide(
  own: SlideScore,
  confidence: number,
  {
    votes,
    likeliest,
    starts,
  }: {
    readonly votes: number;
    readonly likeliest: SlideCandidate | undefined;
    readonly starts: StartsCheck;
  },
): ExpectedSlide {
  const { slide, fitting, outside } = own;
  const isElsewhere =
    likeliest !== undefined && likeliest.slide !== slide && likeliest.confidence > LIKELIER;
  const isContradicted =
    confidence < CONTRADICTED ||
    isElsewhere ||
    isOtherBuild(own, votes) ||
    starts.verdict === 'contradicted';
  const isDoubtful =
    confidence < SURE ||
    starts.verdict === 'doubtful' ||
    mayBeOtherBuild(own, votes) ||
    (votes > 0 && fitting === 0);
  return {
    slide,
    fitting,
    outside,
    starts,
    confidence: Math.min(MOST_CONFIDENCE, confidence),
    verdict: isContradicted ? 'contradicted' : isDoubtful ? 'doubtful' : 'fits',
  };
}

function isOtherBuild({ fitting, ownBuild }: SlideScore, votes: number): boolean {
  return votes - fitting >= LEAST_AGAINST && ownBuild <= OTHER_BUILD;
}

/** Weights are sums of fractions: less than half of a vote is none. */
function mayBeOtherBuild({ fitting, ownBuild }: SlideScore, votes: number): boolean {
  return votes - fitting >= 0.5 && ownBuild < MAY_BE_OTHER_BUILD;
}
