import type { CodeModel } from './CodeModel';
import type { SlideEvidence } from './SlideEvidence';

/** Places where a guest left its code, held against the instructions that a file has there. */
export interface StartsCheck {
  /** Those that the file can judge. */
  readonly places: number;
  /** Of these, those at which an instruction starts. */
  readonly atStart: number;
  /** `doubtful`: some code of the file is not what ran; `contradicted`: much of it is not. */
  readonly verdict: 'fits' | 'doubtful' | 'contradicted';
}

export const NO_STARTS: StartsCheck = { places: 0, atStart: 0, verdict: 'fits' };

/** Of a right file's places, those inside of an instruction: patched in some way that is not known here. */
const INSIDE = 0.01;
/** Below this it is no accident that so many are. */
const DOUBTFUL = 0.02;
const CONTRADICTED = 1e-5;
/** Of all places: two of three that code was moved at are inside of an instruction. */
const MUCH = 0.2;

/** Holds the places of all exits against the file's code at a slide. */
export function checkStarts(
  { isStart }: CodeModel,
  { code }: SlideEvidence,
  slide: number,
): StartsCheck {
  if (isStart === undefined) return NO_STARTS;
  let [places, atStart] = [0, 0];
  for (const rip of code) {
    const isAt = isStart(rip - slide);
    if (isAt === undefined) continue;
    places++;
    if (isAt) atStart++;
  }
  const inside = places - atStart;
  const accident = atLeast(inside, places * INSIDE);
  const isMuch = inside >= places * MUCH && accident < CONTRADICTED;
  const verdict = isMuch ? 'contradicted' : accident < DOUBTFUL ? 'doubtful' : 'fits';
  return { places, atStart, verdict };
}

/** How likely a count is, or a larger one, where so many are expected (Poisson). */
function atLeast(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = 0;
  for (let index = 0; index < count; index++) {
    below += term;
    term *= expected / (index + 1);
  }
  // Of small differences rounding leaves something below 0.
  return count === 0 ? 1 : Math.max(0, 1 - below);
}
