import type { Steps } from '../../base/steps';
import type { SymbolColumns } from '../../formats/symbols/SymbolColumns';
import { GuestSymbols } from '../GuestSymbols';
import type { OpenLines } from '../GuestSymbols';
import { moduleExports } from '../moduleExports';
import type {
  KernelSpan,
  ModuleFile,
  ProgramFile,
  SymbolFile,
  SymbolTextFile,
} from '../SymbolFile';
import type { SymbolImage } from '../SymbolImage';
import { checkReference } from './checkReference';
import { exportedSymbols } from './exportedSymbols';
import type { KnownSymbols } from './exportedSymbols';
import { joinDebugFiles } from './joinDebugFiles';
import { placeKernel } from './placeKernel';
import type { Reference } from './placeKernel';
import { moduleImage, placeModule } from './placeModule';
import type { PlacedModule } from './placeModule';
import { placeModuleList } from './placeModuleList';
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
    const image = yield* placeKernel(file, facts, undefined);
    const isUsed = image.bias !== undefined;
    own.push({
      file,
      image: isUsed ? yield* checkReference({ file, image }, files, facts) : image,
    });
  }
  const reference = own.find(({ image }) => image.bias !== undefined);
  const ranges = files.flatMap((file) => (file.is === 'modules' ? file.modules : []));
  const others = new Map<SymbolFile, SymbolImage>();
  for (const file of files) {
    if (file.is === 'modules' || file.is === 'module' || kallsyms.some((one) => one === file))
      continue;
    others.set(file, yield* placeOther(file, facts, reference));
  }
  // Of another boot, the modules of a kallsyms are somewhere else.
  const ofThisBoot = own.flatMap(({ file, image }) => (image.bias === 0 ? [file] : []));
  const modules: PlacedModule[] = [];
  for (const file of files) {
    if (file.is === 'module') modules.push(yield* placeModule(file, ranges, ofThisBoot));
  }
  const exported = yield* exportedSymbols(
    modules.map(({ file }) => file),
    [
      ofThisBoot.map(({ table: { columns } }) => asTheGuestHasThem(columns, undefined)),
      [
        ...movedKernels([...own.map(({ file, image }) => [file, image] as const), ...others]),
        ...modules.flatMap(({ file, table }) =>
          table === undefined ? [] : [asTheGuestHasThem(table.columns, moduleExports(file.elf))],
        ),
      ],
    ],
  );
  for (const module of modules) others.set(module.file, moduleImage(module, exported));
  const images = modules.map(({ file }) => others.get(file)!);
  for (const file of files) {
    if (file.is !== 'modules') continue;
    const { exits } = facts;
    others.set(file, placeModuleList(file, { exits, images, hasKallsyms: own.length > 0 }));
  }
  const inOrder = files.flatMap((file) => others.get(file) ?? []);
  return new GuestSymbols([...own.map(({ image }) => image), ...inOrder], openLines);
}

function asTheGuestHasThem(
  columns: SymbolColumns,
  exports: ReadonlySet<string> | undefined,
): KnownSymbols {
  return { columns, bias: 0, moved: undefined, exports };
}

/** Those whose place something tells: an assumed one names what it has, but is no address of the guest. */
function movedKernels(
  placed: readonly (readonly [SymbolFile, SymbolImage])[],
): readonly KnownSymbols[] {
  return placed.flatMap(([file, { bias, placedBy }]) => {
    if (file.is !== 'text' && file.is !== 'program') return [];
    const { table, kernel } = file;
    if (bias === undefined || placedBy === 'assumed' || table === undefined) return [];
    if (kernel === undefined) return [];
    return [{ columns: table.columns, bias, moved: kernel, exports: undefined }];
  });
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
