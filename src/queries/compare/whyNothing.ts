import type { Comparability, Comparison } from '../../protocol/compare';

/** What keeps two runs from being compared at all; empty: there are rows, or nothing happened in either. */
export function whyNothing({
  differences,
  comparable,
}: Pick<Comparison, 'differences' | 'comparable'>): readonly Comparability[] {
  if (differences.length > 0) return [];
  return comparable.filter(({ severity, affects }) => severity === 'error' && affects.includes(''));
}
