import type { Steps } from '../../base/steps';
import { GuestSymbols } from '../GuestSymbols';
import type { OpenLines } from '../GuestSymbols';
import type {
  KernelSpan,
  ModuleFile,
  ProgramFile,
  SymbolFile,
  SymbolTextFile,
} from '../SymbolFile';
import type { SymbolImage } from '../SymbolImage';
import { exportedSymbols } from './exportedSymbols';
import { joinDebugFiles } from './joinDebugFiles';
import { placeKernel } from './placeKernel';
import type { Reference } from './placeKernel';
import { placeModule } from './placeModule';
import { placeProgram } from './placeProgram';
import type { PlacingFacts } from './PlacingFacts';

type Kallsyms = SymbolTextFile & { readonly kernel: KernelSpan };

/**
 * Finds where a guest has what the files describe, and joins them. The guest's own kallsyms comes
 * first, both to be asked and to place the others by. Pauses again and again.
 */
export function* placeSymbols(
  given: readonly SymbolFile[],
  facts: PlacingFacts,
  openLines: OpenLines,
): Steps<GuestSymbols> {
  const files = joinDebugFiles(given);
  const kallsyms = files.filter(
    (file): file is Kallsyms =>
      file.is === 'text' && file.kind === 'kallsyms' && file.kernel !== undefined,
  );
  const own: Reference[] = [];
  for (const file of kallsyms) {
    own.push({ file, image: yield* placeKernel(file, facts, undefined) });
  }
  const reference = own.find(({ image }) => image.bias !== undefined);
  const ranges = files.flatMap((file) => (file.is === 'modules' ? file.modules : []));
  // Of another boot, the modules of a kallsyms are somewhere else.
  const ofThisBoot = own.flatMap(({ file, image }) => (image.bias === 0 ? [file] : []));
  const modules = files.filter((file) => file.is === 'module');
  const exported = yield* exportedSymbols(modules, ofThisBoot);
  const others: SymbolImage[] = [];
  for (const file of files) {
    if (file.is === 'modules' || kallsyms.some((one) => one === file)) continue;
    others.push(
      file.is === 'module'
        ? yield* placeModule(file, ranges, ofThisBoot, exported)
        : yield* placeOther(file, facts, reference),
    );
  }
  return new GuestSymbols([...own.map(({ image }) => image), ...others], openLines);
}

function placeOther(
  file: Exclude<SymbolFile, ModuleFile | { readonly is: 'modules' }>,
  facts: PlacingFacts,
  reference: Reference | undefined,
): Steps<SymbolImage> {
  return hasKernel(file) ? placeKernel(file, facts, reference) : placeProgram(file, facts);
}

function hasKernel(
  file: SymbolTextFile | ProgramFile,
): file is (SymbolTextFile | ProgramFile) & { readonly kernel: KernelSpan } {
  return file.kernel !== undefined;
}
