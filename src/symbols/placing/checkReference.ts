import type { Steps } from '../../base/steps';
import type { ExpectedSlide, FoundSlide } from '../kaslr/findSlide';
import type { KernelSpan, ProgramFile, SymbolFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
import type { Reference } from './placeKernel';
import type { PlacingFacts } from './PlacingFacts';
import { problems } from './problems';
import { isSameKernel } from './sameKernel';
import { searchKernel } from './searchKernel';

type KernelProgram = ProgramFile & { readonly kernel: KernelSpan };

/** Places at which instructions of a file must start before it is believed against a kallsyms. */
const LEAST_PLACES = 8;

/**
 * Whether the guest's kallsyms is what it seems: code of the same kernel that does not fit the exits
 * where the kallsyms has it, or code of another kernel that fits them, tells that it is of another boot
 * or of another kernel. Returns its image as it is to be used.
 */
export function* checkReference(
  reference: Reference,
  files: readonly SymbolFile[],
  facts: PlacingFacts,
): Steps<SymbolImage> {
  const { image } = reference;
  // Who says where the kernel is has decided.
  if (facts.exits === undefined || facts.slide !== undefined) return image;
  for (const file of files) {
    if (!isKernelProgram(file)) continue;
    const { path, table, kernel } = file;
    if (table === undefined || file.code === undefined) continue;
    const known = { columns: reference.file.table.columns, kernel: reference.file.kernel };
    if (isSameKernel(known, { table, kernel })) {
      const slide = known.kernel.start + image.bias! - kernel.start;
      const found = yield* searchKernel(file, facts, slide);
      const { expected } = found;
      if (expected?.verdict === 'contradicted') return movedImage(image, path, found);
      if (expected?.verdict === 'fits') return confirmedImage(image, expected);
    } else if (image.confidence !== 1 && isProven(yield* searchKernel(file, facts))) {
      return unused(image, problems.otherThanCode(path));
    }
  }
  return image;
}

function isKernelProgram(file: SymbolFile): file is KernelProgram {
  return file.is === 'program' && file.kernel !== undefined;
}

function isProven({ verdict, starts }: FoundSlide): boolean {
  return verdict === 'found' && starts.verdict === 'fits' && starts.places >= LEAST_PLACES;
}

/** The code tells what the table alone could not. */
function confirmedImage(
  image: SymbolImage,
  { confidence, starts: { places, atStart } }: ExpectedSlide,
): SymbolImage {
  if (image.confidence !== undefined) return { ...image, places, atStart };
  return { ...image, confidence, places, atStart, problems: [] };
}

/** To where the code of its kernel fits the exits. */
function movedImage(image: SymbolImage, by: string, found: FoundSlide): SymbolImage {
  const [best] = found.candidates;
  const { slide: wrong } = found.expected!;
  if (best === undefined || best.slide === wrong || !isProven(found)) {
    return unused(image, problems.refuted(by));
  }
  const bias = image.bias! + best.slide - wrong;
  return {
    ...image,
    placedBy: 'exits',
    bias,
    slide: image.slide === undefined ? undefined : image.slide + best.slide - wrong,
    confidence: best.confidence,
    problems: [problems.otherBoot(bias)],
  };
}

function unused(image: SymbolImage, problem: SymbolProblem): SymbolImage {
  return {
    ...image,
    placedBy: undefined,
    bias: undefined,
    slide: undefined,
    confidence: undefined,
    problems: [problem],
  };
}
