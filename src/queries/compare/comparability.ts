import type { Comparability, RunFacts } from '../../protocol/compare';
import type { Check } from './Check';
import { hostChecks } from './hostChecks';
import { loadChecks } from './loadChecks';
import { missingOfRuns } from './missingOfRuns';
import { nothingToCompare } from './nothingToCompare';
import { recordingCost } from './recordingCost';
import { partCheck, stretchChecks } from './stretchChecks';
import { vcpuChecks } from './vcpuChecks';

/** What two runs should have in common, whether they do, and which rows suffer where they do not. */
export function comparability(a: RunFacts, b: RunFacts): readonly Comparability[] {
  const nothing = nothingToCompare(a, b);
  if (nothing !== undefined) return [nothing];
  return [...checks.map((check) => check(a, b)), recordingCost(a, b), ...missingOfRuns(a, b)];
}

const checks: readonly Check[] = [
  ...hostChecks,
  ...stretchChecks,
  ...vcpuChecks,
  ...loadChecks,
  partCheck,
];
