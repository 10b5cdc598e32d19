import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { CodeModel } from './CodeModel';
import type { SlideEvidence } from './SlideEvidence';

/** How well a file's code stands at one slide. */
export interface SlideScore {
  /** To be added to the file's addresses. */
  readonly slide: number;
  /** ln of how much likelier the exits are when the slide is right than by chance. */
  readonly score: number;
  /** Sum of the weights of the votes that fit. */
  readonly fitting: number;
  /** ln of how much likelier the votes are of the right file than of another build of it. */
  readonly ownBuild: number;
  /** Places where the guest ran and the file has no code. */
  readonly outside: number;
}

/** How likely it is that code runs where the right file has none: freed, patched in, or a trampoline. */
const OUTSIDE = 0.02;
/** Of the votes that fit the right file, those that still fit another build of it: half. */
const OTHER_BUILD = 0.5;

/**
 * Of the votes that do not fit, those beside the functions that have the instruction: another build has
 * these there, the right one has some others anywhere.
 */
const BESIDE = { own: 0.1, other: 0.5 };

/** Votes of instructions that the model does not know are passed over. */
export function scoreSlide(
  model: CodeModel,
  { votes, code }: SlideEvidence,
  chances: ReadonlyMap<ExitInstruction, number>,
  slide: number,
): SlideScore {
  let [score, fitting, ownBuild, outside] = [0, 0, 0, 0];
  for (const { instruction, rip, weight } of votes) {
    const chance = chances.get(instruction);
    if (chance === undefined) continue;
    const likely = model.likely(instruction);
    const other = likely * OTHER_BUILD;
    if (model.fits(instruction, rip - slide)) {
      fitting += weight;
      score += weight * Math.log(likely / chance);
      ownBuild += weight * Math.log(likely / other);
    } else {
      score += weight * Math.log((1 - likely) / (1 - chance));
      const isBeside = model.isBeside?.(instruction, rip - slide);
      ownBuild += weight * (Math.log((1 - likely) / (1 - other)) + ofPlace(isBeside));
    }
  }
  for (const rip of code) if (!model.isCode(rip - slide)) outside++;
  return { slide, score: score + outside * Math.log(OUTSIDE), fitting, ownBuild, outside };
}

/** ln of how much likelier it is that a vote which does not fit is where it is by the right file than by another build. */
function ofPlace(isBeside: boolean | undefined): number {
  if (isBeside === undefined) return 0;
  const { own, other } = BESIDE;
  return Math.log(isBeside ? own / other : (1 - own) / (1 - other));
}
