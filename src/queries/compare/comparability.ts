import type { Comparability, RunFacts } from '../../protocol/compare';
import type { Check } from './Check';
import { hostChecks } from './hostChecks';
import { loadChecks } from './loadChecks';
import { missingOfRuns } from './missingOfRuns';
import { nothingToCompare } from './nothingToCompare';
import { recordingCost } from './recordingCost';
import { partCheck, stretchChecks } from './stretchChecks';
import { vcpuChecks } from './vcpuChecks';

/**
 * What two runs should have in common, whether they do, and which rows suffer where they do not.
 * `names`: what the runs are called, as a sentence begins.
 */
export function comparability(
  a: RunFacts,
  b: RunFacts,
  names: readonly [string, string] = ['A', 'B'],
): readonly Comparability[] {
  const nothing = nothingToCompare(a, b, names);
  if (nothing !== undefined) return [nothing];
  return [
    ...checks.map((check) => check(a, b)),
    recordingCost(a, b),
    ...missingOfRuns(a, b, names),
  ];
}

const checks: readonly Check[] = [
  ...hostChecks,
  ...stretchChecks,
  ...vcpuChecks,
  ...loadChecks,
  partCheck,
];
