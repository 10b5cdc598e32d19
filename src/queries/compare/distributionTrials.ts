import type { NotCompared } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import { eventsNeeded } from './eventsNeeded';
import { percentiles } from './measures';
import { distributionWords } from './metricWords';
import { quantileEstimate } from './quantileEstimate';
import { repeatedRuns } from './repeatedRuns';
import type { Trial, Trials } from './Trial';
import type { Uncertain } from './Uncertain';

/** Durations beyond a percentile below which nothing can be said of it. */
const LEAST_BEYOND = 5;

/** The percentiles of durations that all runs of two sides have. */
export function distributionTrials(
  a: readonly ComparedRun[],
  b: readonly ComparedRun[],
  isVmx: boolean,
): Trials {
  const runs = [...a, ...b];
  const ids = new Set(runs.flatMap(({ distributions }) => [...distributions.keys()]));
  const trials: Trial[] = [];
  const notCompared: NotCompared[] = [];
  for (const id of ids) {
    for (const { measure, share } of percentiles) {
      const row = { id: `${id}.${measure}`, what: distributionWords(id, measure) };
      const estimates = (side: readonly ComparedRun[]): readonly Uncertain[] =>
        side.flatMap((run) => {
          const of = run.distributions.get(id);
          return of === undefined ? [] : [quantileEstimate(of, run.bins, share)];
        });
      const [ofA, ofB] = [estimates(a), estimates(b)];
      const why = tooFew(fewestOf(a, id), fewestOf(b, id), share);
      if (why !== undefined) {
        notCompared.push({ ...row, a: ofA[0]?.value ?? null, b: ofB[0]?.value ?? null, why });
        continue;
      }
      const [one, other] = repeatedRuns(ofA, ofB);
      trials.push({
        ...row,
        unit: 'ns',
        measure,
        vcpu: null,
        a: one,
        b: other,
        weight: weightOf(id, runs, 1 - share),
        needs: needsOf(id, isVmx),
      });
    }
  }
  return { trials, notCompared };
}

function fewestOf(side: readonly ComparedRun[], id: string): number {
  return Math.min(...side.map(({ distributions }) => distributions.get(id)?.total ?? 0));
}

function tooFew(ofA: number, ofB: number, share: number): string | undefined {
  const needed = Math.ceil(LEAST_BEYOND / (1 - share));
  if (Math.min(ofA, ofB) >= needed) return undefined;
  return `${ofA} in A and ${ofB} in B, where ${needed} of each are needed`;
}

/** A percentile speaks for those durations that lie beyond it. */
function weightOf(id: string, runs: readonly ComparedRun[], beyond: number): number {
  const vcpus = Math.max(1, runs.reduce((sum, run) => sum + run.vcpus, 0) / runs.length);
  const total = runs.reduce((sum, run) => sum + (run.distributions.get(id)?.total ?? 0), 0);
  const observedNs = runs.reduce((sum, run) => sum + run.observedNs, 0);
  return ((total / observedNs) * beyond) / vcpus;
}

function needsOf(id: string, isVmx: boolean): readonly string[] {
  const [what = '', subject = ''] = id.split(/\.(.*)/s);
  if (what === 'exits') return [...eventsNeeded('exits', subject, isVmx), 'kvm_entry'];
  return eventsNeeded(what === 'wakeup' ? 'wakeup' : 'idle_length', subject, isVmx);
}
