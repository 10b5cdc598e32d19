import type { Steps } from '../../base/steps';
import type { SymbolColumns } from '../../formats/symbols/SymbolColumns';
import { symbolName } from '../../formats/symbols/SymbolColumns';
import type { ModuleRange } from '../../formats/symbols/readProcModules';
import { elfSymbolTable } from '../elfTable';
import type { SectionAddresses } from '../elfTable';
import { ModuleCode } from '../ModuleCode';
import { moduleSections } from '../moduleSections';
import type { ModuleFile, SymbolTextFile } from '../SymbolFile';
import type { SymbolImage, SymbolProblem } from '../SymbolImage';
import type { SymbolIndex } from '../SymbolIndex';
import { problems } from './problems';

/** Symbols of a module that must agree on where it is. */
const LEAST_AGREEING = 2;

/** A module, and where a guest has it. */
export interface PlacedModule {
  readonly file: ModuleFile;
  /** Undefined: nothing tells. */
  readonly base: number | undefined;
  readonly placedBy: 'kallsyms' | 'modules' | undefined;
  readonly problems: readonly SymbolProblem[];
  readonly sections: SectionAddresses | undefined;
  /** Symbols of its code, at their addresses in the guest; undefined: it has none, or no place. */
  readonly table: SymbolIndex | undefined;
}

/** Where a guest has a module: by the module's symbols in its kallsyms, else by its /proc/modules. */
export function* placeModule(
  file: ModuleFile,
  ranges: readonly ModuleRange[],
  kallsyms: readonly SymbolTextFile[],
): Steps<PlacedModule> {
  const { elf, module } = file;
  const listed = ranges.find(({ name }) => name === module)?.address;
  const told = baseByKallsyms(file, kallsyms);
  const base = told?.base ?? listed;
  const sections = base === undefined ? undefined : moduleSections(elf, base);
  const table = sections && (yield* elfSymbolTable(elf, sections));
  const placedBy = told !== undefined ? 'kallsyms' : listed !== undefined ? 'modules' : undefined;
  return { file, base, placedBy, problems: doubts(module, listed, told), sections, table };
}

/** `exported`: what the kernel and other modules have for it. */
export function moduleImage(
  { file, base, sections, table, ...placed }: PlacedModule,
  exported: ReadonlyMap<string, number>,
): SymbolImage {
  const { elf, module, path, buildId } = file;
  const code = sections && new ModuleCode(elf, sections, exported);
  return {
    path,
    kind: 'elf',
    buildId,
    elf,
    code,
    module,
    table,
    // The sections are placed one by one: nothing is left to be added.
    bias: sections === undefined ? undefined : 0,
    slide: base,
    placedBy: placed.placedBy,
    confidence: undefined,
    candidates: [],
    votes: 0,
    fitting: 0,
    places: 0,
    atStart: 0,
    problems: placed.problems,
  };
}

/** What a kallsyms tells, and which. */
interface ToldBase {
  readonly base: number;
  readonly path: string;
}

function doubts(
  module: string,
  listed: number | undefined,
  told: ToldBase | undefined,
): readonly SymbolProblem[] {
  if (listed === undefined) return told === undefined ? [problems.noModuleAddress(module)] : [];
  if (told === undefined || told.base === listed) return [];
  return [problems.modulesDisagree(listed, told.path)];
}

function baseByKallsyms(
  { module, table: own }: ModuleFile,
  kallsyms: readonly SymbolTextFile[],
): ToldBase | undefined {
  if (own === undefined) return undefined;
  for (const { path, table } of kallsyms) {
    const number = table.columns.modules.indexOf(module);
    const base = number > 0 ? agreedBase(own, table.columns, number) : undefined;
    if (base !== undefined) return { base, path };
  }
  return undefined;
}

/** Names occur several times in a module: the distance that most of them have is the right one. */
function agreedBase(
  own: SymbolIndex,
  { count, module, address, ...columns }: SymbolColumns,
  number: number,
): number | undefined {
  const runTime = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    if (module[index] === number) {
      runTime.set(symbolName({ count, module, address, ...columns }, index), address[index]!);
    }
  }
  const votes = new Map<number, number>();
  for (let index = 0; index < own.columns.count; index++) {
    const at = runTime.get(symbolName(own.columns, index));
    if (at === undefined) continue;
    const base = at - own.columns.address[index]!;
    votes.set(base, (votes.get(base) ?? 0) + 1);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best !== undefined && best[1] >= LEAST_AGREEING ? best[0] : undefined;
}
