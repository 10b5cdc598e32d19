import { sumOf } from '../../base/sumOf';
import { percent } from '../findings/phrases';
import { isSameVcpu } from '../../protocol/runVcpu';
import type { RunProfile, RunVcpu, SeriesFamily } from '../../protocol/compare';
import { stateInWords } from './stateInWords';

/** What a vCPU does in a run, or a part of one: by family, the parts that its subjects have of all. */
export interface VcpuRole {
  readonly parts: ReadonlyMap<Kind, ReadonlyMap<string, number>>;
}

type Kind = 'state' | 'exits' | 'wakes' | 'sends' | 'place';

/** How much each kind says of a role. Where it ran says little: threads are seldom pinned, and then told by it. */
const weightOf: Readonly<Record<Kind, number>> = {
  state: 3,
  exits: 2,
  wakes: 1,
  sends: 1,
  place: 1,
};
/** Part of its events that a thread has on one host CPU, where it is pinned there. */
const PINNED = 0.9;

/** Bins from and up to which a run is looked at. */
export interface BinSpan {
  readonly from: number;
  readonly to: number;
}

export function vcpuRole(run: RunProfile, vcpu: RunVcpu, span: BinSpan): VcpuRole {
  // Of a single vCPU the sums of all are its own.
  const isOnly = run.facts.vcpus.length === 1;
  const within = (values: Float64Array | undefined): number =>
    values === undefined ? 0 : sumOf(values.subarray(span.from, span.to));
  const sums = (family: SeriesFamily): Map<string, number> =>
    new Map(
      run.series.flatMap((of) => {
        const isOwn = of.vcpu !== null && isSameVcpu(of.vcpu, vcpu);
        if (of.family !== family || !(isOwn || (isOnly && of.vcpu === null))) return [];
        return [[of.subject, within(family === 'state' ? of.timesNs : of.counts)] as const];
      }),
    );
  const work = run.work.find((of) => isSameVcpu(of, vcpu));
  const wallNs = within(run.wallNs);
  const parts = new Map<Kind, ReadonlyMap<string, number>>([
    ['state', partsOf(sums('state'), wallNs)],
    ['exits', partsOf(sums('exits'))],
    ['wakes', partsOf(sums('wakes'))],
    ['place', pinnedTo(work?.hostCpus ?? [])],
  ]);
  const sent = run.work.reduce((sum, of) => sum + of.wakesOthers, 0);
  if (work !== undefined && sent > 0)
    parts.set('sends', new Map([['ipi', work.wakesOthers / sent]]));
  return { parts };
}

/** 0: the same; 1: nothing in common. */
export function roleDistance(a: VcpuRole, b: VcpuRole): number {
  let distance = 0;
  let weights = 0;
  for (const [kind, ofA] of a.parts) {
    const ofB = b.parts.get(kind);
    if (ofB === undefined || ofA.size === 0 || ofB.size === 0) continue;
    const weight = weightOf[kind];
    distance += weight * apart(ofA, ofB);
    weights += weight;
  }
  return weights === 0 ? 0 : distance / weights;
}

/** Half of what two distributions do not share. */
function apart(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    sum += Math.abs((a.get(name) ?? 0) - (b.get(name) ?? 0));
  }
  return Math.min(1, sum / 2);
}

const words: Readonly<Record<Kind, (subject: string) => string>> = {
  state: (subject) => `of its time ${stateInWords(subject)}`,
  exits: (subject) => `of its exits ${subject}`,
  wakes: (subject) => `of its idle periods ended by ${subject}`,
  sends: () => 'of all wakeups by IPI sent',
  place: (subject) => `on host CPU ${subject}`,
};

/** By what a vCPU is more like `like` than like `unlike`: `62 % of its time in guest mode, as 60 % there, not 5 %`. */
export function likenessWords(of: VcpuRole, like: VcpuRole, unlike: VcpuRole | undefined): string {
  let most = 0;
  let text = '';
  for (const [kind, parts] of of.parts) {
    const [ofLike, ofUnlike] = [like.parts.get(kind), unlike?.parts.get(kind)];
    if (ofLike === undefined) continue;
    for (const name of new Set([...parts.keys(), ...ofLike.keys()])) {
      const [own, same] = [parts.get(name) ?? 0, ofLike.get(name) ?? 0];
      const other = ofUnlike?.get(name) ?? 0;
      const tells =
        unlike === undefined
          ? Math.min(own, same) - Math.abs(own - same)
          : Math.abs(own - other) - Math.abs(own - same);
      if (tells * weightOf[kind] <= most) continue;
      most = tells * weightOf[kind];
      const not = unlike === undefined ? '' : `, not ${percent(other)}`;
      text = `${percent(own)} ${words[kind](name)}, as ${percent(same)} there${not}`;
    }
  }
  return text;
}

function partsOf(sums: ReadonlyMap<string, number>, whole?: number): ReadonlyMap<string, number> {
  const total = whole ?? [...sums.values()].reduce((sum, of) => sum + of, 0);
  return total > 0 ? new Map([...sums].map(([name, of]) => [name, of / total])) : new Map();
}

/** A thread that wanders is told by none of the places. */
function pinnedTo(hostCpus: readonly (readonly [number, number])[]): ReadonlyMap<string, number> {
  const parts = partsOf(new Map(hostCpus.map(([hostCpu, events]) => [String(hostCpu), events])));
  return Math.max(0, ...parts.values()) >= PINNED ? parts : new Map();
}
