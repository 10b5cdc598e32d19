import { KERNEL_AREA } from '../kernelSpan';
import type { ExitPlace } from '../kaslr/SlideEvidence';
import type { ModuleListFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
import { problems } from './problems';

/** Modules, and programs that the kernel translates, stand behind it up to here (`MODULES_END`, Documentation/arch/x86/x86_64/mm.rst). */
const MODULES_END = -0x100_0000;
/** Of the places there; BPF programs and trampolines are no modules, and few. */
const LEAST_LISTED = 0.5;

/** What is known of it beside its own lines. */
export interface ModuleListFacts {
  readonly exits: readonly ExitPlace[] | undefined;
  /** Files of modules, where they were placed. */
  readonly images: readonly SymbolImage[];
  /** A kallsyms names the functions of modules. */
  readonly hasKallsyms: boolean;
}

/** A guest's /proc/modules: what it was of use for, and whether it is of the boot that was recorded. */
export function placeModuleList(
  { path, modules }: ModuleListFile,
  { exits = [], images, hasKallsyms }: ModuleListFacts,
): SymbolImage {
  const isUsedOf = modules.flatMap(({ name, address }) =>
    images.filter(({ module }) => module === name).map(({ slide }) => slide === address),
  );
  const rips = new Set(
    exits.map(({ rip }) => rip).filter((rip) => rip >= KERNEL_AREA.end && rip < MODULES_END),
  );
  const listed = [...rips].filter((rip) =>
    modules.some(({ address, bytes }) => rip >= address && rip < address + bytes),
  ).length;
  const found: SymbolProblem[] = [];
  if (listed < rips.size * LEAST_LISTED) found.push(problems.otherModules(listed, rips.size));
  if (isUsedOf.length === 0) found.push(problems.noModuleFile(hasKallsyms));
  return {
    path,
    kind: 'modules',
    buildId: undefined,
    placedBy: isUsedOf.includes(true) ? 'modules' : undefined,
    bias: undefined,
    slide: undefined,
    confidence: undefined,
    candidates: [],
    votes: rips.size,
    fitting: listed,
    places: 0,
    atStart: 0,
    problems: found,
    table: undefined,
    elf: undefined,
    code: undefined,
    module: undefined,
  };
}
