import type { Comparability, RunFacts } from '../../protocol/compare';
import { counted, grouped } from '../findings/phrases';

/** The only thing to say of runs of which one has no vCPU; undefined: both have some. */
export function nothingToCompare(
  a: RunFacts,
  b: RunFacts,
  [nameA, nameB]: readonly [string, string],
): Comparability | undefined {
  if (isComparable(a) && isComparable(b)) return undefined;
  const texts = [
    ...(isComparable(a) ? [] : [`${nameA}, ${nothingIn(a)}`]),
    ...(isComparable(b) ? [] : [`${nameB}, ${nothingIn(b)}`]),
  ];
  return {
    what: 'vCPUs',
    a: vcpuText(a),
    b: vcpuText(b),
    severity: 'error',
    text: texts.join(' '),
    affects: [''],
  };
}

/** Whether a run has any vCPU: all rows are of what those did. */
export function isComparable({ vcpus }: RunFacts): boolean {
  return vcpus.length > 0;
}

export function vcpuText({ vms, vcpus }: RunFacts): string {
  return vcpus.length === 0 ? 'none' : `${counted(vcpus.length, 'vCPU')} of ${counted(vms, 'VM')}`;
}

function nothingIn({ sources, eventCounts, part }: RunFacts): string {
  const path = sources[0]?.path ?? '?';
  const guest = sources.find(({ relation }) => relation.namesAbsentHost === true);
  const [why, advice] =
    guest === undefined
      ? whyOfHost(eventCounts, part !== null, path)
      : ['it was recorded in a guest', 'Compare the recording of its host.'];
  return `${path}, holds nothing to compare: ${why}. ${advice}`;
}

function whyOfHost(
  eventCounts: RunFacts['eventCounts'],
  isPart: boolean,
  path: string,
): readonly [string, string] {
  const events = Object.values(eventCounts).reduce((sum, count) => sum + count, 0);
  const widen = isPart ? 'Compare more of it, or another recording' : 'Compare another recording';
  if (events === 0) {
    return [`no event is in ${isPart ? 'the part of it that is compared' : 'it'}`, `${widen}.`];
  }
  const hasKvm = Object.keys(eventCounts).some((name) => name.startsWith('kvm_'));
  const none = hasKvm ? 'is of a vCPU' : 'is of kvm';
  return [
    `of ${isPart ? 'the' : 'its'} ${grouped(events)} events${isPart ? ' in the part that is compared' : ''} none ${none}`,
    `${widen}; exitscope doctor ${path} says which events tell of vCPUs.`,
  ];
}
