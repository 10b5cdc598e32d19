import type { Comparison, RunProfile } from '../../protocol/compare';
import type { ComparedPair } from '../../protocol/comparePage';
import { overlaidDurations } from './overlaidDurations';
import { rowInWords } from './rowInWords';
import { runNames } from './runNames';
import { ValueWords } from './ValueWords';
import { verdictOf } from './verdict';

/** A comparison as a view shows it, but for whose vCPUs are compared. */
export function comparedPair(
  comparison: Comparison,
  a: RunProfile,
  b: RunProfile,
): Omit<ComparedPair, 'vcpusOfA' | 'vcpusOfB' | 'pairing' | 'roles'> {
  const { comparable, differences, notCompared } = comparison;
  const { clockUnit } = comparison.a;
  const words = new ValueWords(clockUnit);
  return {
    names: runNames(comparison.a, comparison.b),
    clockUnit,
    comparable,
    verdict: verdictOf(comparison),
    rows: differences.map((row) => rowInWords(row, words)),
    notCompared,
    // What counts cycles and what counts ns has no axis in common.
    distributions: clockUnit === comparison.b.clockUnit ? overlaidDurations(a, b) : [],
  };
}
