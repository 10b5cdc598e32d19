import type { Steps } from '../../base/steps';
import type { CodeModel } from './CodeModel';
import type { SlideScore } from './scoreSlide';

/** Places that are enough to tell slides apart. */
const MOST_PLACES = 48;
/** How often an instruction starts where the right file says so, and where any code stands. */
const START = { right: 0.99, chance: 0.3 };
/** No slide loses more: a file of a close build stays where it fits in a part, and is judged there. */
const MOST_LOST = -12;
/** What is as far behind the best one stays there. */
const HOPELESS = 60;
const SLIDES_A_STEP = 16;

/**
 * Adds to the scores of slides what instructions tell at whose start a guest must have been whenever it
 * left. Only for those that the scores leave a chance, and for the `expected` one.
 */
export function* scoreStarts(
  { isStart }: CodeModel,
  code: readonly number[],
  scored: readonly SlideScore[],
  expected: number | undefined,
): Steps<readonly SlideScore[]> {
  if (isStart === undefined) return scored;
  const every = Math.max(1, Math.ceil(code.length / MOST_PLACES));
  const places = code.filter((_, index) => index % every === 0);
  const most = scored.reduce((highest, { score }) => Math.max(highest, score), -Infinity);
  const refined: SlideScore[] = [];
  for (const one of scored) {
    if (one.score < most - HOPELESS && one.slide !== expected) {
      refined.push(one);
      continue;
    }
    let told = 0;
    for (const rip of places) {
      const isAt = isStart(rip - one.slide);
      if (isAt === undefined) continue;
      const { right, chance } = START;
      told += Math.log(isAt ? right / chance : (1 - right) / (1 - chance));
      if (told <= MOST_LOST) break;
    }
    refined.push({ ...one, score: one.score + Math.max(MOST_LOST, told) });
    if (refined.length % SLIDES_A_STEP === 0) yield;
  }
  return refined;
}
