import { falseDiscoveryP } from '../../base/adjustedP';
import type {
  Comparability,
  Comparison,
  Difference,
  NotCompared,
  RunProfile,
} from '../../protocol/compare';
import { withoutVcpu } from '../../protocol/rowSubject';
import { ComparedRun } from './ComparedRun';
import { comparability } from './comparability';
import { distributionTrials } from './distributionTrials';
import { wouldHold } from './eventsNeeded';
import { hotTrials } from './hotTrials';
import { isComparable } from './nothingToCompare';
import { pollTrial } from './pollTrial';
import { seriesTrials } from './seriesTrials';
import type { Trial, Trials } from './Trial';
import { uncertainDifference } from './Uncertain';
import type { UncertainDifference } from './Uncertain';
import { importanceOf } from './weights';

/** How sure a difference must be, all rows together. */
export const SIGNIFICANT_P = 0.05;
/** A smaller change is none that anybody could act on, however sure it is. */
const LEAST_RELATIVE = 0.01;

/** Runs of one kind, one or several: between these it shows how much runs vary. */
export type Side = readonly [RunProfile, ...RunProfile[]];

/** What of each further side differs from side A, by how much and how surely: most important first. */
export function compareRuns(a: Side, others: readonly Side[]): readonly Comparison[] {
  const parts = others.map((b) => {
    const { trials, notCompared } = trialsOf(a, b);
    const tested = trials.map((trial) => ({ trial, of: differenceFound(trial) }));
    return { b, tested, notCompared };
  });
  // Of more rows, more differ by chance: all of them are judged together, but for what is none of it.
  const byChance = parts.flatMap(({ tested }) =>
    tested.filter(({ trial }) => trial.isProven !== true),
  );
  const adjusted = falseDiscoveryP(byChance.map(({ of }) => of.p));
  const adjustedOf = new Map(byChance.map(({ trial }, row) => [trial, adjusted[row]!]));
  return parts.map(({ b, tested, notCompared }) => {
    const comparable = comparabilityOfSides(a, b);
    const differences = tested.map(({ trial, of }) =>
      differenceOf(trial, of, adjustedOf.get(trial) ?? 0, comparable),
    );
    differences.sort(moreImportant);
    const [{ facts: ofA }, ...moreOfA] = a;
    const [{ facts: ofB }, ...moreOfB] = b;
    return {
      a: ofA,
      b: ofB,
      moreOfA: moreOfA.map(({ facts }) => facts),
      moreOfB: moreOfB.map(({ facts }) => facts),
      comparable,
      differences,
      notCompared,
    };
  });
}

/** Of the first runs; of further ones where they differ from the first of their side. */
function comparabilityOfSides(a: Side, b: Side): readonly Comparability[] {
  const within = (name: string, [first, ...more]: Side): readonly Comparability[] => {
    // That the first one holds nothing is told once.
    if (!isComparable(first.facts)) return [];
    const names = [`The first run of ${name}`, `Another run of ${name}`] as const;
    return more.flatMap((run) =>
      comparability(first.facts, run.facts, names).flatMap((row) =>
        row.severity === 'ok' ? [] : [{ ...row, what: `another run of ${name}, ${row.what}` }],
      ),
    );
  };
  return [...comparability(a[0].facts, b[0].facts), ...within('A', a), ...within('B', b)];
}

function trialsOf(a: Side, b: Side): Trials {
  const all = [...a, ...b];
  const units = new Set(all.map(({ facts }) => facts.clockUnit));
  if (units.size > 1 || !all.every(({ facts }) => isComparable(facts))) {
    return { trials: [], notCompared: [] };
  }
  const isVmx = all.some(({ facts }) => facts.isas.includes('vmx'));
  const [runsA, runsB] = [
    a.map((run) => new ComparedRun(run)),
    b.map((run) => new ComparedRun(run)),
  ];
  const durations = distributionTrials(runsA, runsB, isVmx);
  const hot = hotTrials(seriesTrials(runsA, runsB, isVmx), runsA, runsB);
  const polling = pollTrial(runsA, runsB);
  const trialsOfAll = [...hot.trials, ...durations.trials, ...(polling ? [polling] : [])];
  const judged = trialsOfAll.map((trial) => ({
    trial,
    why: untold(trial, a, b),
  }));
  return {
    trials: judged.flatMap(({ trial, why }) => (why === undefined ? [trial] : [])),
    notCompared: [
      ...judged.flatMap(({ trial, why }) => (why === undefined ? [] : [notComparedOf(trial, why)])),
      ...hot.notCompared,
      ...durations.notCompared,
    ],
  };
}

function differenceFound({ a, b, isProven }: Trial): UncertainDifference {
  if (isProven !== true) return uncertainDifference(a, b);
  const delta = b.value - a.value;
  return { low: delta, high: delta, p: 0 };
}

/** Which side cannot tell a metric that the other tells, for want of which event; undefined: both can, or neither. */
function untold(
  { needs }: Trial,
  a: Side,
  b: Side,
): { readonly event: string; readonly side: 'A' | 'B' } | undefined {
  const lacks = (side: Side, event: string): boolean =>
    side.some(({ facts }) => wouldHold(facts, event) === false);
  for (const event of needs) {
    const [ofA, ofB] = [lacks(a, event), lacks(b, event)];
    if (ofA !== ofB) return { event, side: ofA ? 'A' : 'B' };
  }
  return undefined;
}

function notComparedOf(
  { id, what, a, b }: Trial,
  { event, side }: { readonly event: string; readonly side: 'A' | 'B' },
): NotCompared {
  const why = `${event} is not recorded in ${side}`;
  return { id, what, a: side === 'A' ? null : a.value, b: side === 'B' ? null : b.value, why };
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
  const ofAll = withoutVcpu(id);
  return comparable.flatMap(({ what, affects, sparesVcpus, sparesSums }) =>
    (isOfVcpu ? sparesVcpus : sparesSums) !== true &&
    affects.some((begin) => ofAll.startsWith(begin))
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
