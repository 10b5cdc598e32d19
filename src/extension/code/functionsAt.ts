import type { CodeFunction } from '../../protocol/code';
import type { FileExits } from './CodeByFile';

export interface FunctionsAt {
  /** Where the line is one of functions with exits, for sure. */
  readonly sure: readonly CodeFunction[];
  /** All with exits in the file, those that begin above the line first, from the nearest on. */
  readonly all: readonly CodeFunction[];
}

/** Functions that a line, from 1, could be of: where others without exits begin is not known. */
export function functionsAt(line: number, { lines, functions }: FileExits): FunctionsAt {
  const distance = (from: number): number => (from <= line ? line - from : Infinity);
  const all = [...functions]
    .sort(([a], [b]) => distance(a) - distance(b) || a - b)
    .flatMap(([, called]) => called);
  const places = (lines.get(line) ?? []).flatMap(({ vm, rips }) =>
    rips.map((rip) => ({ vm, rip: BigInt(rip) })),
  );
  const around = all.filter(({ vm, start, end }) =>
    places.some(
      (place) => place.vm === vm && place.rip >= BigInt(start) && place.rip < BigInt(end),
    ),
  );
  return { sure: around.length > 0 ? around : (functions.get(line) ?? []), all };
}
