import { compareDocument } from '../../../export/compareDocument';
import type { ReportedPair } from '../../../export/compareHtml';
import type { RunProfile } from '../../../protocol/compare';
import type { ComparedPair } from '../../../protocol/comparePage';
import { comparedPair } from '../../../queries/compare/comparedPair';
import { compareRuns } from '../../../queries/compare/compareRuns';
import type { Side } from '../../../queries/compare/compareRuns';
import { pairVcpus } from '../../../queries/compare/pairVcpus';
import { NO_ROLE_PAIRING } from '../../../queries/compare/rolePairing';
import type { CompareJob, ReportJob } from './Job';

type ComparedRuns = Pick<CompareJob, 'profiles' | 'pairings' | 'repeats'>;

/** Compares each run after the first with it. */
export function compareProfiles(runs: ComparedRuns): readonly ComparedPair[] {
  const { profiles, pairings } = runs;
  return pairsOf(runs).map(({ comparison, a, b }, index) => {
    const { pairing: roles = NO_ROLE_PAIRING } = b.facts;
    const paired = pairings[index] ?? [];
    return {
      ...comparedPair(comparison, a, b),
      vcpusOfA: a.facts.vcpus,
      vcpusOfB: profiles[index + 1]!.facts.vcpus,
      pairing: paired.length > 0 ? paired : roles.applied,
      roles,
    };
  });
}

/** What `exitscope compare` writes of the same runs. */
export function compareReport({ format, ...runs }: ReportJob): string {
  return [...compareDocument(pairsOf(runs), format)].join('');
}

/** Throws where a pairing names a vCPU that a run lacks. */
function pairsOf({ profiles, pairings, repeats }: ComparedRuns): readonly ReportedPair[] {
  const [a, ...unpaired] = profiles;
  if (a === undefined) return [];
  const paired = (run: RunProfile, index: number): RunProfile => {
    const { profile, lacked } = pairVcpus(a, run, pairings[index] ?? []);
    if (lacked !== undefined) throw new Error(lacked);
    return profile;
  };
  const others = unpaired.map(paired);
  const more = (repeats?.b ?? []).map((run) => paired(run, 0));
  const sides = others.map((run): Side => [run, ...more]);
  return compareRuns([a, ...(repeats?.a ?? [])], sides).map((comparison, index) => ({
    comparison,
    a,
    b: others[index]!,
  }));
}
