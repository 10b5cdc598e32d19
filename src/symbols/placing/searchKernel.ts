import type { Steps } from '../../base/steps';
import type { InstructionDecoder } from '../disassembly/InstructionDecoder';
import type { CodeModel } from '../kaslr/CodeModel';
import { findSlide, NOT_SOUGHT } from '../kaslr/findSlide';
import type { FoundSlide } from '../kaslr/findSlide';
import { imageModel } from '../kaslr/imageModel';
import { InstructionStarts } from '../kaslr/InstructionStarts';
import { isInKernelArea, kernelSlides } from '../kaslr/kernelSlides';
import { slideEvidence } from '../kaslr/SlideEvidence';
import { symbolModel } from '../kaslr/symbolModel';
import { USUAL_LINK_ADDRESS } from '../kernelSpan';
import type { KernelSpan, ProgramFile, SymbolTextFile } from '../SymbolFile';
import type { PlacingFacts } from './PlacingFacts';

export type KernelFile = (SymbolTextFile | ProgramFile) & { readonly kernel: KernelSpan };

/** Where the exits say that a kernel is, of all slides that KASLR may choose. `expected`: the one that something tells. */
export function* searchKernel(
  file: KernelFile,
  { exits = [], decoder }: PlacingFacts,
  expected?: number,
): Steps<FoundSlide> {
  const model = modelOf(file, decoder);
  if (model === undefined) return NOT_SOUGHT;
  yield;
  const evidence = slideEvidence(exits, isInKernelArea);
  const own = ownSlideOf(file);
  const bias = expected === undefined ? undefined : expected - own;
  const found = yield* findSlide(model, evidence, kernelSlides(file.kernel), bias);
  const asSlide = <T extends { readonly slide: number }>(one: T): T => ({
    ...one,
    slide: one.slide + own,
  });
  return {
    ...found,
    candidates: found.candidates.map(asSlide),
    expected: found.expected && asSlide(found.expected),
  };
}

/** The slide at which a guest has a file's own addresses: a kallsyms has that of its boot in them. */
export function ownSlideOf(file: KernelFile): number {
  return isKallsyms(file) ? file.kernel.start - USUAL_LINK_ADDRESS : 0;
}

export function isKallsyms(file: KernelFile): boolean {
  return file.is === 'text' && file.kind === 'kallsyms';
}

/** The code tells more than the symbols, where a file has it. */
function modelOf(file: KernelFile, decoder: InstructionDecoder | undefined): CodeModel | undefined {
  const ofCode = file.is === 'program' ? programModel(file, decoder) : undefined;
  return ofCode ?? (file.table && symbolModel(file.table.columns));
}

function programModel(
  { code, table }: ProgramFile,
  decoder: InstructionDecoder | undefined,
): CodeModel | undefined {
  if (code === undefined) return undefined;
  const isTold = decoder !== undefined && table !== undefined;
  return imageModel(code, isTold ? new InstructionStarts(decoder, code, table) : undefined);
}
