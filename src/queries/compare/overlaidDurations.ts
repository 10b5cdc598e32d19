import type { RunDistribution, RunProfile } from '../../protocol/compare';
import type { OverlaidDurations, SpreadDurations } from '../../protocol/comparePage';
import { durationShares } from './durationShares';
import { durationsWords } from './metricWords';

/** The distributions that both runs have, each in bins that both share; those of waking and idling first. */
export function overlaidDurations(a: RunProfile, b: RunProfile): readonly OverlaidDurations[] {
  const ofB = new Map(b.distributions.map((of) => [of.id, of]));
  const overlaid = a.distributions.flatMap((ofA) => {
    const other = ofB.get(ofA.id);
    return other === undefined || ofA.total === 0 || other.total === 0 ? [] : [pair(ofA, other)];
  });
  const rank = ({ id }: OverlaidDurations): number => ['wakeup', 'idle_length'].indexOf(id);
  // The others by their names: `indexOf` says -1 of all of them.
  return overlaid.sort((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    if (first >= 0 && second >= 0) return first - second;
    if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
    return one.id < other.id ? -1 : 1;
  });
}

function pair(a: RunDistribution, b: RunDistribution): OverlaidDurations {
  const [ofA, ofB] = [durationShares(a), durationShares(b)];
  const bins = [...ofA.keys(), ...ofB.keys()];
  const first = Math.min(...bins);
  const count = Math.max(...bins) - first + 1;
  const spread = (of: RunDistribution, shares: ReadonlyMap<number, number>): SpreadDurations => ({
    total: of.total,
    p50Ns: of.p50Ns,
    p99Ns: of.p99Ns,
    shares: Float64Array.from({ length: count }, (_, bin) => shares.get(first + bin) ?? 0),
  });
  return { id: a.id, what: durationsWords(a.id), first, a: spread(a, ofA), b: spread(b, ofB) };
}
