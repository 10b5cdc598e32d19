import { svmExitReasons } from '../../kvm/svmExitReasons';
import { vmxExitReasons } from '../../kvm/vmxExitReasons';
import type { Comparison, RunFacts } from '../../protocol/compare';
import { eventsNeeded, wouldHold } from './eventsNeeded';
import { metricOf } from './metricIds';
import type { MetricId } from './metricIds';

const namesOf: Readonly<Record<RunFacts['isas'][number], ReadonlySet<string>>> = {
  vmx: new Set(vmxExitReasons.map(([, name]) => name)),
  svm: new Set(svmExitReasons.map(([, name]) => name)),
};

/**
 * Why a comparison has no row of an id, where that does not say that it happened in neither run: of what
 * was not recorded, or not kept, nothing is known. undefined: it happened in neither.
 */
export function whyNoRow(id: string, comparison: Comparison): string | undefined {
  const metric = metricOf(id);
  if (metric === undefined) return undefined;
  const { a, b, moreOfA, moreOfB } = comparison;
  const runs = [
    ...[a, ...moreOfA].map((facts) => ({ name: 'A', facts })),
    ...[b, ...moreOfB].map((facts) => ({ name: 'B', facts })),
  ];
  if (new Set(runs.map(({ facts }) => facts.clockUnit)).size > 1) {
    return 'one clock counts ns and the other cycles (--tsc-khz)';
  }
  if (metric.vcpu !== undefined && runs.every(({ facts }) => facts.vcpus.length === 1)) {
    return 'a single vCPU has its rows without its number';
  }
  const isVmx = runs.some(({ facts }) => facts.isas.includes('vmx'));
  for (const { name, facts } of runs) {
    const why = whyNotIn(facts, metric, isVmx);
    if (why !== undefined) return `${why} in ${name}`;
  }
  return notOfTheseCpus(metric, runs) ?? notFrequent(metric, comparison);
}

function whyNotIn(facts: RunFacts, metric: MetricId, isVmx: boolean): string | undefined {
  const { vcpu, family, subject, measure } = metric;
  if (facts.vcpus.length === 0) return 'there is no vCPU';
  if (vcpu !== undefined && !facts.vcpus.some((of) => of.vm === vcpu.vm && of.vcpu === vcpu.vcpu)) {
    return `there is no vCPU ${vcpu.vm}.${vcpu.vcpu}`;
  }
  const needed = eventsNeeded(family, subject, isVmx);
  const lacking = needed.find((event) => wouldHold(facts, event) === false);
  if (lacking !== undefined) return `${lacking} is not recorded`;
  if (measure === 'per_guest_second' && facts.guestShare === null) {
    return 'guest time is not recorded';
  }
  const fewest = fewestKept(facts, metric);
  return fewest > 0 ? `only those with ${fewest} and more are kept` : undefined;
}

/** 0: all are. */
function fewestKept(facts: RunFacts, { vcpu, family }: MetricId): number {
  if (family === 'page') return facts.fewestStores;
  if (family === 'hot') return facts.fewestHot;
  return vcpu === undefined ? 0 : facts.fewestOfVcpu;
}

/** VMX and SVM name one reason differently: a run of the one never has a name of the other. */
function notOfTheseCpus(
  { family, subject }: MetricId,
  runs: readonly { readonly facts: RunFacts }[],
): string | undefined {
  const isas = new Set(runs.flatMap(({ facts }) => facts.isas));
  if (family !== 'exits' || isas.size === 0) return undefined;
  if ([...isas].some((isa) => namesOf[isa].has(subject))) return undefined;
  return `no exit of ${[...isas].join(' or ').toUpperCase()} is called ${subject}`;
}

/** Durations are kept of the most frequent reasons: that there are none of another one says nothing. */
function notFrequent(
  { family, subject, measure }: MetricId,
  { differences }: Comparison,
): string | undefined {
  const happened = differences.some((row) => row.id === `exits.${subject}.rate`);
  return family === 'exits' && happened && isPercentile(measure)
    ? 'durations are only kept of the reasons that are more frequent'
    : undefined;
}

function isPercentile(measure: string): boolean {
  return measure === 'p50' || measure === 'p99';
}
