import type { CodeBytes } from '../formats/elf/CodeBytes';
import type { ElfFile } from '../formats/elf/ElfFile';
import type { ModuleRange } from '../formats/symbols/readProcModules';
import type { SymbolIndex } from './SymbolIndex';

/** What is known of a file of symbols before it is known where a guest has what it describes. */
export type SymbolFile = SymbolTextFile | ProgramFile | ModuleFile | ModuleListFile;

/** A kernel's or program's symbols as text. */
export interface SymbolTextFile {
  readonly is: 'text';
  readonly path: string;
  /** `kallsyms`: addresses of a kernel that ran; `system-map`: those it was linked for. */
  readonly kind: 'kallsyms' | 'system-map';
  readonly table: SymbolIndex;
  /** Undefined: these are no kernel's. */
  readonly kernel: KernelSpan | undefined;
  /** Its last line does not end: there was more. */
  readonly isCut: boolean;
}

/** A vmlinux, or any other program that runs where it was linked for. */
export interface ProgramFile {
  readonly is: 'program';
  readonly path: string;
  readonly elf: ElfFile;
  readonly buildId: string | undefined;
  /** Undefined: it was stripped. */
  readonly table: SymbolIndex | undefined;
  readonly kernel: KernelSpan | undefined;
  /** Its own, or that of the program a separate debug file was split from; undefined: neither has any. */
  readonly code: CodeBytes | undefined;
}

/** A kernel module's .ko. */
export interface ModuleFile {
  readonly is: 'module';
  readonly path: string;
  readonly elf: ElfFile;
  readonly buildId: string | undefined;
  readonly module: string;
  /** As if the module stood at 0; undefined: it was stripped. */
  readonly table: SymbolIndex | undefined;
}

/** A guest's /proc/modules. */
export interface ModuleListFile {
  readonly is: 'modules';
  readonly path: string;
  readonly modules: readonly ModuleRange[];
}

/** What of a kernel moves together: from `_text` to `_end`. Per-CPU areas, modules and the fixmap do not. */
export interface KernelSpan {
  readonly start: number;
  readonly end: number;
}
