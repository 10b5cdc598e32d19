import type { ElfFile } from '../formats/elf/ElfFile';
import type { ImageCode } from './ImageCode';
import type { SlideCandidate } from './kaslr/findSlide';
import type { SymbolTable } from './SymbolPlace';

/**
 * How it is known where a guest has what a file describes. `kallsyms`: the guest's own table says
 * it; `modules`: its /proc/modules does; `given`: the user does; `recorded`: the recording does; `exits`: the exits fit nowhere else;
 * `linked`: it runs where it was linked for, as programs without KASLR do; `assumed`: nothing tells,
 * and the file's addresses are taken as they are.
 */
export type PlacedBy =
  'kallsyms' | 'modules' | 'given' | 'recorded' | 'exits' | 'linked' | 'assumed';

/** Something that is wrong with a file of symbols, or doubtful. */
export interface SymbolProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, kebab-case. */
  readonly code: string;
  /** One or two sentences, without the file's name. */
  readonly message: string;
}

/** A file of symbols, and where a guest has what it describes. */
export interface SymbolImage {
  readonly path: string;
  /** `modules`: a /proc/modules, which has no symbols and tells where files of modules belong. */
  readonly kind: 'kallsyms' | 'system-map' | 'elf' | 'modules';
  readonly buildId: string | undefined;
  readonly placedBy: PlacedBy | undefined;
  /** To be added to the file's addresses; undefined: not found, and the file is not used. */
  readonly bias: number | undefined;
  /** Run-time minus link-time address; undefined: not known. */
  readonly slide: number | undefined;
  /** 0 to 1; undefined: nothing checked it. */
  readonly confidence: number | undefined;
  /** Other slides that could be right, the best first. */
  readonly candidates: readonly SlideCandidate[];
  /** Weights of the places where the guest exited that could be checked, and of those that fit. */
  readonly votes: number;
  readonly fitting: number;
  /** Places where the guest left its code that could be held against the file's instructions, and those at one's start. */
  readonly places: number;
  readonly atStart: number;
  readonly problems: readonly SymbolProblem[];
  /** By the file's own addresses; undefined: it has no symbols. */
  readonly table: SymbolTable | undefined;
  readonly elf: ElfFile | undefined;
  /** Code by the file's own addresses; undefined: it is not known. */
  readonly code: ImageCode | undefined;
  /** Of a kernel module: its name, as the guest calls it. */
  readonly module: string | undefined;
}
