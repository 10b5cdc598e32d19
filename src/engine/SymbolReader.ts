import type { SymbolFile } from '../symbols/SymbolFile';
import type { SourceFile } from './SourceFile';

/** Files of symbols that were asked for. */
export interface ReadSymbols {
  /** By path. */
  readonly read: ReadonlyMap<string, SymbolFile>;
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** Reads files of symbols, which stay open for what is asked of them until others are wanted. */
export interface SymbolReader {
  /** Those of an earlier call that are not named any more are closed. */
  read(paths: readonly string[]): Promise<ReadSymbols>;
  /** The kallsyms that guests' recordings of a session hold, by the recording's number. */
  ofGuests(sources: readonly SourceFile[]): Promise<ReadonlyMap<number, readonly SymbolFile[]>>;
}
