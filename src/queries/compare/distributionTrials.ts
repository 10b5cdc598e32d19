import type { NotCompared, RunDistribution } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import { eventsNeeded } from './eventsNeeded';
import { distributionWords } from './metricWords';
import { quantileEstimate } from './quantileEstimate';
import type { Trial, Trials } from './Trial';

/** Durations beyond a percentile below which nothing can be said of it. */
const LEAST_BEYOND = 5;

const percentiles = [
  { measure: 'p50', share: 0.5 },
  { measure: 'p99', share: 0.99 },
] as const;

/** The percentiles of durations that both runs have. */
export function distributionTrials(a: ComparedRun, b: ComparedRun, isVmx: boolean): Trials {
  const trials: Trial[] = [];
  const notCompared: NotCompared[] = [];
  const ids = new Set([...a.distributions.keys(), ...b.distributions.keys()]);
  for (const id of ids) {
    const [ofA, ofB] = [a.distributions.get(id), b.distributions.get(id)];
    for (const { measure, share } of percentiles) {
      const what = distributionWords(id, measure);
      const why = tooFew(ofA, ofB, share);
      if (why !== undefined) {
        const value = (of: RunDistribution | undefined): number | null =>
          of === undefined ? null : measure === 'p50' ? of.p50Ns : of.p99Ns;
        const row = { id: `${id}.${measure}`, what, a: value(ofA), b: value(ofB), why };
        notCompared.push(row);
        continue;
      }
      trials.push({
        id: `${id}.${measure}`,
        what,
        unit: 'ns',
        measure,
        vcpu: null,
        a: quantileEstimate(ofA!, a.bins, share),
        b: quantileEstimate(ofB!, b.bins, share),
        weight: weightOf([ofA!, ofB!], [a, b], 1 - share),
        needs: needsOf(id, isVmx),
      });
    }
  }
  return { trials, notCompared };
}

function tooFew(
  a: RunDistribution | undefined,
  b: RunDistribution | undefined,
  share: number,
): string | undefined {
  const needed = Math.ceil(LEAST_BEYOND / (1 - share));
  const [ofA, ofB] = [a?.total ?? 0, b?.total ?? 0];
  if (Math.min(ofA, ofB) >= needed) return undefined;
  return `${ofA} in A and ${ofB} in B, where ${needed} of each are needed`;
}

/** A percentile speaks for those durations that lie beyond it. */
function weightOf(
  distributions: readonly RunDistribution[],
  runs: readonly ComparedRun[],
  beyond: number,
): number {
  const vcpus = Math.max(1, runs.reduce((sum, run) => sum + run.vcpus, 0) / runs.length);
  const total = distributions.reduce((sum, of) => sum + of.total, 0);
  const observedNs = runs.reduce((sum, run) => sum + run.observedNs, 0);
  return ((total / observedNs) * beyond) / vcpus;
}

function needsOf(id: string, isVmx: boolean): readonly string[] {
  const [what = '', subject = ''] = id.split(/\.(.*)/s);
  if (what === 'exits') return [...eventsNeeded('exits', subject, isVmx), 'kvm_entry'];
  return eventsNeeded(what === 'wakeup' ? 'wakeup' : 'idle_length', subject, isVmx);
}
