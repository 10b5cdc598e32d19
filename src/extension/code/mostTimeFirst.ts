import type { CodeFunction } from '../../protocol/code';

/** As lists of functions show them. */
export function mostTimeFirst(functions: readonly CodeFunction[]): readonly CodeFunction[] {
  return functions.toSorted((a, b) => b.totalNs - a.totalNs || b.count - a.count);
}
