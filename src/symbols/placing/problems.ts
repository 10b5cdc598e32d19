import { confidenceText } from '../../base/confidenceText';
import { signedHex } from '../../base/hex';
import { hexOfSigned } from '../../base/signedAddress';
import type { FoundSlide, SlideCandidate } from '../kaslr/findSlide';
import type { StartsCheck } from '../kaslr/checkStarts';
import type { SymbolProblem } from '../SymbolImage';

/** What may be wrong with a file of symbols, in words. */
export const problems = {
  otherKernel: ({ candidates: [best], votes }: FoundSlide): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      `This is not the kernel that the guest ran: of the instructions it exited at, ` +
      `${best === undefined ? 'none fits' : `at most ${count(best.fitting)} of ${count(votes)} fit`} at any slide. It is not used.`,
  }),
  otherBuild: (found: string | undefined, recorded: string): SymbolProblem => ({
    severity: 'error',
    code: 'build-id-mismatch',
    message:
      `Its build ID is ${found ?? 'missing'}, the recording was taken on ${recorded}: ` +
      'addresses would be wrong. It is not used.',
  }),
  otherThanKallsyms: (kallsyms: string): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message: `Its functions stand elsewhere than those of ${kallsyms}: it is another kernel's. It is not used.`,
  }),
  otherBoot: (bias: number): SymbolProblem => ({
    severity: 'warning',
    code: 'other-boot',
    message:
      `It is from another boot of the guest: the exits fit when it is moved by ${signedHex(bias)}. ` +
      'The kernel is shown so; its modules are not, as they do not move with it.',
  }),
  otherBootAsGiven: (bias: number): SymbolProblem => ({
    severity: 'warning',
    code: 'other-boot',
    message:
      `It is of a boot with another slide than the given one: it is moved by ${signedHex(bias)}. ` +
      'The kernel is shown so; its modules are not, as they do not move with it.',
  }),
  otherBootPerhaps: (candidates: readonly SlideCandidate[]): SymbolProblem => ({
    severity: 'warning',
    code: 'ambiguous-slide',
    message:
      'It may be from another boot of the guest: ' +
      (candidates.length === 1
        ? `too few exits tell, and they fit the slide ${spelled(candidates[0]!)}. Choose it`
        : `the exits fit the slides ${candidates.map(spelled).join(', ')}. Choose one of them`) +
      ', or give the kallsyms of this boot.',
  }),
  ambiguous: (candidates: readonly SlideCandidate[]): SymbolProblem => ({
    severity: 'warning',
    code: 'ambiguous-slide',
    message:
      candidates.length === 0
        ? 'Too few exits tell where the kernel was put (KASLR). Give its kallsyms, or the slide.'
        : candidates.length === 1
          ? `Too few exits tell for sure where the kernel was put (KASLR): they fit the slide ${spelled(candidates[0]!)}. Choose it, or give the guest's kallsyms.`
          : `Several slides fit the exits: ${candidates.map(spelled).join(', ')}. Choose one of these slides, or give the guest's kallsyms.`,
  }),
  noExits: (): SymbolProblem => ({
    severity: 'warning',
    code: 'unknown-slide',
    message:
      "No exit of the recording tells where the kernel was put (KASLR). Give the slide, or the guest's kallsyms.",
  }),
  assumed: (): SymbolProblem => ({
    severity: 'info',
    code: 'assumed-slide',
    message: 'Nothing tells where the kernel was put (KASLR): its addresses are taken as they are.',
  }),
  unchecked: (): SymbolProblem => ({
    severity: 'info',
    code: 'unchecked-symbols',
    message: 'No exit tells whether it is of this boot of the guest.',
  }),
  tooFew: (votes: number): SymbolProblem => ({
    severity: 'warning',
    code: 'unchecked-symbols',
    message:
      (votes > 1
        ? `Of ${count(votes)} places where the guest exited that can be checked none fits it`
        : 'The guest exited at a single place that can be checked, and that does not fit it') +
      ': too little to tell whether it is of this boot of the guest.',
  }),
  outside: (places: number): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      `The guest exited at ${places} places of its kernel where this one has no code: ` +
      'it is of another boot of the guest, or of another kernel. It is not used.',
  }),
  partlyOutside: (places: number): SymbolProblem => ({
    severity: 'warning',
    code: 'partly-fitting',
    message:
      `The guest exited at ${places === 1 ? 'a place' : `${places} places`} of its kernel where this one has no code: ` +
      'it may be of another boot of the guest, or of another kernel.',
  }),
  noSlide: (slide: number, candidates: readonly SlideCandidate[]): SymbolProblem => ({
    severity: 'error',
    code: 'impossible-slide',
    message:
      `KASLR cannot choose the slide ${signedHex(slide)} that was given: it moves a kernel by a ` +
      'multiple of 2 MiB, within one gigabyte. It is not used.' +
      (candidates.length === 0 ? '' : ` The exits fit ${candidates.map(spelled).join(', ')}.`),
  }),
  contradicted: (
    by: 'given' | 'recorded',
    slide: number,
    candidates: readonly SlideCandidate[],
  ): SymbolProblem => ({
    severity: 'warning',
    code: 'slide-contradicted',
    message:
      `The exits do not fit the slide ${signedHex(slide)} that was ${by}` +
      (candidates.length === 0
        ? ', nor any other.'
        : `; they would fit ${candidates.map(spelled).join(', ')}.`),
  }),
  partlyFitting: (fitting: number, votes: number): SymbolProblem => ({
    severity: 'warning',
    code: 'partly-fitting',
    message:
      `Only ${count(fitting)} of ${count(votes)} places where the guest exited fit it: ` +
      'it may be of a build close to the one that ran.',
  }),
  notTheCode: (fitting: number, votes: number): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message: `Its code is not what the guest ran: ${count(fitting)} of ${count(votes)} places fit. It is not used.`,
  }),
  noExitInProgram: (): SymbolProblem => ({
    severity: 'warning',
    code: 'no-exits',
    message: 'The guest did not exit anywhere in it: it names nothing.',
  }),
  anyProcess: (places: number): SymbolProblem => ({
    severity: 'warning',
    code: 'unchecked-symbols',
    message:
      `It names ${places === 1 ? 'one place' : `${places} places`} where the guest exited, but ` +
      'nothing tells that it ran there: a kernel has many processes, and other programs have code at ' +
      'the same addresses.',
  }),
  nowhere: (): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      'This is not the kernel that the guest ran: at no slide do its instructions start where the guest exited. ' +
      'It is not used.',
  }),
  refuted: (by: string): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      `It is not of this boot of the guest: where it says that the kernel is, the code of ${by} does not fit ` +
      'the exits. It is not used.',
  }),
  otherThanCode: (by: string): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      `Its functions stand elsewhere than those of ${by}, whose code fits the exits: it is another kernel's. ` +
      'It is not used.',
  }),
  otherCode: ({ places, atStart }: StartsCheck): SymbolProblem => ({
    severity: 'error',
    code: 'symbols-mismatch',
    message:
      `Its code is not what the guest ran: of ${places} places where the guest exited, ` +
      `${places - atStart} are in the middle of an instruction of it. It is not used.`,
  }),
  partlyOtherCode: ({ places, atStart }: StartsCheck): SymbolProblem => ({
    severity: 'warning',
    code: 'partly-fitting',
    message:
      `Of ${places} places where the guest exited, ${places - atStart} are in the middle of an instruction ` +
      'of it: it may be of another build than the one that ran, and name functions wrongly.',
  }),
  noModuleAddress: (module: string): SymbolProblem => ({
    severity: 'warning',
    code: 'unplaced-module',
    message: `Nothing tells where the guest has the module ${module}. Give its /proc/modules or /proc/kallsyms.`,
  }),
  otherModules: (listed: number, places: number): SymbolProblem => ({
    severity: 'warning',
    code: 'other-boot',
    message:
      `Of ${places} places where the guest exited outside of its kernel, ${listed} are in modules ` +
      'that it lists: it seems to be from another boot of the guest, where modules stood elsewhere.',
  }),
  noModuleFile: (hasKallsyms: boolean): SymbolProblem => ({
    severity: hasKallsyms ? 'info' : 'warning',
    code: 'unused-modules',
    message:
      'It tells where modules are and names nothing by itself: no file (.ko) of a module that it ' +
      'lists was given.',
  }),
  modulesDisagree: (listed: number, kallsyms: string): SymbolProblem => ({
    severity: 'warning',
    code: 'other-boot',
    message:
      `/proc/modules has it at ${hexOfSigned(listed)}, unlike ${kallsyms}, which is followed: ` +
      'they are of different boots of the guest.',
  }),
  cutShort: (): SymbolProblem => ({
    severity: 'warning',
    code: 'cut-symbols',
    message:
      'It ends in the middle of a line: it was probably cut short, and what stood behind is missing.',
  }),
  noSymbols: (): SymbolProblem => ({
    severity: 'warning',
    code: 'no-symbols',
    message: 'It was stripped of its symbols.',
  }),
} as const;

function spelled({ slide, confidence }: SlideCandidate): string {
  return `${signedHex(slide)} (${confidenceText(confidence)})`;
}

/** Weights are sums of fractions. */
function count(weight: number): string {
  return String(Math.round(weight * 10) / 10);
}
