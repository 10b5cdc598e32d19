import type { Steps } from '../../base/steps';
import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { CodeModel } from './CodeModel';
import type { SlideEvidence } from './SlideEvidence';

/** A slide, and how sure it is that the guest's code stands there. */
export interface SlideCandidate {
  /** To be added to the file's addresses. */
  readonly slide: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Sum of the weights of the votes that fit. */
  readonly fitting: number;
}

/**
 * `found`: one slide, by a confidence of 0.95 or more. `ambiguous`: several fit about as well, or too
 * little was recorded to tell. `mismatch`: the exits do not fit the file at any slide. `unknown`: no
 * exit tells anything.
 */
export interface FoundSlide {
  readonly verdict: 'found' | 'ambiguous' | 'mismatch' | 'unknown';
  /** The best first; only those with a confidence of 0.1 % or more. */
  readonly candidates: readonly SlideCandidate[];
  /** Sum of the weights of all votes that the file can judge. */
  readonly votes: number;
}

/** From here on a slide is used without asking. */
const SURE = 0.95;
/** Of the votes; below this the file is of another kernel, however well one place of it fits. */
const LEAST_FITTING = 0.7;
/** How likely it is that code runs where the right file has none: freed, patched in, or a trampoline. */
const OUTSIDE = 0.02;
const WORTH_NAMING = 0.001;
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
 * them", which is held to be as likely beforehand as all slides together. Pauses again and again: the
 * chances and the slides of a kernel take some 100 ms.
 */
export function* findSlide(
  model: CodeModel,
  evidence: SlideEvidence,
  slides: readonly number[],
): Steps<FoundSlide> {
  const known = evidence.votes.filter(({ instruction }) => model.knows(instruction));
  const votes = known.reduce((sum, { weight }) => sum + weight, 0);
  if (votes === 0) return { verdict: 'unknown', candidates: [], votes };
  const chances = new Map<ExitInstruction, number>();
  for (const { instruction } of known) {
    if (chances.has(instruction)) continue;
    chances.set(instruction, model.chance(instruction));
    yield;
  }
  const scoreAt = (slide: number): ScoredSlide => {
    let score = 0;
    let fitting = 0;
    for (const { instruction, rip, weight } of known) {
      const [likely, chance] = [model.likely(instruction), chances.get(instruction)!];
      const isFitting = model.fits(instruction, rip - slide);
      if (isFitting) fitting += weight;
      score += weight * Math.log(isFitting ? likely / chance : (1 - likely) / (1 - chance));
    }
    for (const rip of evidence.code) if (!model.isCode(rip - slide)) score += Math.log(OUTSIDE);
    return { slide, score, fitting };
  };
  const scored: ScoredSlide[] = [];
  for (const slide of slides) {
    scored.push(scoreAt(slide));
    if (scored.length % SLIDES_A_STEP === 0) yield;
  }
  const most = scored.reduce((highest, { score }) => Math.max(highest, score), 0);
  const likelihood = (score: number): number => Math.exp(score - most);
  const none = slides.length * likelihood(0);
  const all = scored.reduce((sum, { score }) => sum + likelihood(score), none);
  const candidates = scored
    .map(({ slide, score, fitting }) => ({
      slide,
      fitting,
      confidence: Math.min(MOST_CONFIDENCE, likelihood(score) / all),
    }))
    .filter(({ confidence }) => confidence >= WORTH_NAMING)
    .sort((a, b) => b.confidence - a.confidence || a.slide - b.slide)
    .slice(0, MOST_CANDIDATES);
  return { verdict: verdictOf(candidates, votes, none / all), candidates, votes };
}

interface ScoredSlide {
  readonly slide: number;
  readonly score: number;
  readonly fitting: number;
}

function verdictOf(
  [best]: readonly SlideCandidate[],
  votes: number,
  none: number,
): FoundSlide['verdict'] {
  if (best !== undefined && best.fitting < votes * LEAST_FITTING) return 'mismatch';
  if (best !== undefined && best.confidence >= SURE) return 'found';
  return best === undefined || none >= SURE ? 'mismatch' : 'ambiguous';
}
