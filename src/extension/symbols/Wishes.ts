import type { SymbolProblemRow, SymbolWish, SymbolWishes } from '../../protocol/code';

/**
 * Why a file is used. `given`: it was named for this trace. `setting`: by exitscope.symbols.
 * `build-id`: it was named for another trace, and this one was recorded on its build. `stand-in`: it
 * has the build ID of a given one that is gone. `debuginfod`: it was fetched by build ID.
 */
export type WishOrigin = 'given' | 'setting' | 'build-id' | 'stand-in' | 'debuginfod';

export interface WishedFile extends SymbolWish {
  readonly origin: WishOrigin;
  /** Of a stand-in: the path of the given file that is gone. */
  readonly standsFor?: string;
}

/** Something about what is wished that the user should know. */
export interface WishNote extends SymbolProblemRow {
  /** The file that it is about; null: the setting as a whole. */
  readonly path: string | null;
}

/** All files of symbols for a trace, with where they come from. */
export interface Wishes extends SymbolWishes {
  readonly files: readonly WishedFile[];
  readonly notes: readonly WishNote[];
}

export const noWishes: Wishes = { files: [], slides: [], notes: [] };

/** The first of several that wish for the same file counts; one for every VM counts for each. */
export function mergeFiles(...sources: readonly (readonly WishedFile[])[]): readonly WishedFile[] {
  const merged: WishedFile[] = [];
  for (const file of sources.flat()) {
    const isThere = merged.some(
      ({ path, vm }) => path === file.path && (vm === null || vm === file.vm),
    );
    if (!isThere) merged.push(file);
  }
  return merged;
}
