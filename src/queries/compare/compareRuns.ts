import { falseDiscoveryP } from '../../base/adjustedP';
import type {
  Comparability,
  Comparison,
  Difference,
  NotCompared,
  RunFacts,
  RunProfile,
} from '../../protocol/compare';
import { ComparedRun } from './ComparedRun';
import { comparability } from './comparability';
import { distributionTrials } from './distributionTrials';
import { wouldHold } from './eventsNeeded';
import { hotTrials } from './hotTrials';
import { seriesTrials } from './seriesTrials';
import type { Trial, Trials } from './Trial';
import { uncertainDifference } from './Uncertain';
import type { UncertainDifference } from './Uncertain';
import { importanceOf } from './weights';

/** How sure a difference must be, all rows together. */
export const SIGNIFICANT_P = 0.05;
/** A smaller change is none that anybody could act on, however sure it is. */
const LEAST_RELATIVE = 0.01;

/** What of each further run differs from run A, by how much and how surely: most important first. */
export function compareRuns(a: RunProfile, others: readonly RunProfile[]): readonly Comparison[] {
  const parts = others.map((b) => {
    const { trials, notCompared } = trialsOf(a, b);
    const tested = trials.map((trial) => ({ trial, of: uncertainDifference(trial.a, trial.b) }));
    return { b, tested, notCompared };
  });
  // Of more rows, more differ by chance: all of them are judged together.
  const adjusted = falseDiscoveryP(parts.flatMap(({ tested }) => tested.map(({ of }) => of.p)));
  let row = 0;
  return parts.map(({ b, tested, notCompared }) => {
    const comparable = comparability(a.facts, b.facts);
    const differences = tested.map(({ trial, of }) =>
      differenceOf(trial, of, adjusted[row++]!, comparable),
    );
    differences.sort(moreImportant);
    return { a: a.facts, b: b.facts, comparable, differences, notCompared };
  });
}

function trialsOf(a: RunProfile, b: RunProfile): Trials {
  const [runA, runB] = [new ComparedRun(a), new ComparedRun(b)];
  if (a.facts.clockUnit !== b.facts.clockUnit) return { trials: [], notCompared: [] };
  const isVmx = [a, b].some(({ facts }) => facts.isas.includes('vmx'));
  const durations = distributionTrials(runA, runB, isVmx);
  const hot = hotTrials(seriesTrials(runA, runB, isVmx), runA, runB);
  const all = [...hot.trials, ...durations.trials];
  const told = all.flatMap((trial) =>
    untold(trial, a.facts, b.facts) === undefined ? [trial] : [],
  );
  const untoldRows = all.flatMap((trial) => {
    const why = untold(trial, a.facts, b.facts);
    return why === undefined ? [] : [notComparedOf(trial, why)];
  });
  return {
    trials: told,
    notCompared: [...untoldRows, ...hot.notCompared, ...durations.notCompared],
  };
}

/** Why one of the runs cannot tell a metric that the other tells; undefined: both can, or neither. */
function untold({ needs }: Trial, a: RunFacts, b: RunFacts): string | undefined {
  for (const event of needs) {
    const [ofA, ofB] = [wouldHold(a, event), wouldHold(b, event)];
    if (ofA === false && ofB !== false) return `${event} is not recorded in A`;
    if (ofB === false && ofA !== false) return `${event} is not recorded in B`;
  }
  return undefined;
}

function notComparedOf({ id, what, a, b, needs }: Trial, why: string): NotCompared {
  const isA = why.endsWith('in A');
  return {
    id,
    what,
    a: isA && needs.length > 0 ? null : a.value,
    b: isA ? b.value : null,
    why,
  };
}

function differenceOf(
  { id, what, unit, measure, vcpu, a, b, weight }: Trial,
  { low, high, p }: UncertainDifference,
  adjustedP: number,
  comparable: readonly Comparability[],
): Difference {
  const delta = b.value - a.value;
  const effect = Math.min(1, Math.abs(delta) * weight);
  const isWorthIt = Math.abs(delta) >= LEAST_RELATIVE * Math.max(a.value, b.value);
  return {
    id,
    what,
    unit,
    measure,
    vcpu,
    a: a.value,
    b: b.value,
    delta,
    relative: a.value === 0 ? null : delta / a.value,
    low,
    high,
    p,
    adjustedP,
    significant: adjustedP <= SIGNIFICANT_P && isWorthIt,
    effect,
    importance: importanceOf(id, effect, a.value, b.value),
    doubts: doubtsOf(id, vcpu !== null, comparable),
  };
}

function doubtsOf(
  id: string,
  isOfVcpu: boolean,
  comparable: readonly Comparability[],
): readonly string[] {
  const ofAll = id.replace(/^vm\d+\.vcpu\d+\./, '');
  return comparable.flatMap(({ what, affects, sparesVcpus }) =>
    !(isOfVcpu && sparesVcpus === true) && affects.some((begin) => ofAll.startsWith(begin))
      ? [what]
      : [],
  );
}

/** What is sure first, then what concerns more of the time, then what is surer. */
function moreImportant(a: Difference, b: Difference): number {
  return (
    Number(b.significant) - Number(a.significant) ||
    b.importance - a.importance ||
    Number(a.vcpu !== null) - Number(b.vcpu !== null) ||
    a.p - b.p ||
    (a.id < b.id ? -1 : 1)
  );
}
