import { NO_CATEGORY } from './CategoryColumn';
import type { CategoryColumn } from './CategoryColumn';
import type { TimeColumn } from './TimeColumn';

/** Stretches or marks, and what category each of them is of. */
export interface Entries {
  readonly times: TimeColumn;
  readonly categories: CategoryColumn;
}

/** Whether a category is wanted. */
export type Wants = (category: number) => boolean;

/** The first entry from `from` on whose category is wanted; -1: there is none. Blocks that hold none cost one step. */
export function nextEntry({ times, categories }: Entries, from: number, wants: Wants): number {
  const wanted = wantedLocals(categories, wants);
  let index = Math.max(0, from);
  if (index >= times.length) return -1;
  for (let block = times.blockOf(index); block < times.blockCount; block++) {
    const end = times.firstOf(block + 1);
    if (holdsAny(categories, wanted, block)) {
      for (; index < end; index++) if (wanted[categories.at(index)] === 1) return index;
    }
    index = end;
  }
  return -1;
}

/** The last entry up to `from` whose category is wanted; -1: there is none. */
export function entryBefore({ times, categories }: Entries, from: number, wants: Wants): number {
  const wanted = wantedLocals(categories, wants);
  let index = Math.min(from, times.length - 1);
  if (index < 0) return -1;
  for (let block = times.blockOf(index); block >= 0; block--) {
    const first = times.firstOf(block);
    if (holdsAny(categories, wanted, block)) {
      for (; index >= first; index--) if (wanted[categories.at(index)] === 1) return index;
    }
    index = first - 1;
  }
  return -1;
}

/** By local number: 1 where it is wanted; gaps never are. */
function wantedLocals({ ids }: CategoryColumn, wants: Wants): Uint8Array {
  const wanted = new Uint8Array(NO_CATEGORY + 1);
  ids.forEach((id, local) => {
    wanted[local] = wants(id) ? 1 : 0;
  });
  return wanted;
}

function holdsAny(categories: CategoryColumn, wanted: Uint8Array, block: number): boolean {
  for (let local = 0; local < categories.ids.length; local++) {
    if (wanted[local] === 1 && categories.isIn(local, block)) return true;
  }
  return false;
}
