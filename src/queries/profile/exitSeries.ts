import { sumOf } from '../../base/sumOf';
import type { DurationCounts } from '../../base/DurationCounts';
import { exitClass, exitReasonName, isaOf } from '../../kvm/exitReasons';
import type { BinnedExits } from '../../analyses/profile/ExitBinsPass';
import type { RunDistribution } from '../../protocol/compare';
import { distributionOf } from './distributionOf';
import type { ProfileGrid } from './ProfileGrid';
import type { ProfileSource } from './ProfileSource';
import type { SeriesSet } from './SeriesSet';

/** Reasons whose durations are kept as distributions: those with most exits. */
const MOST_DISTRIBUTIONS = 16;

/** Exits by reason and vCPU, and how long those of each reason took. */
export function exitSeries(
  { profile, directory, names }: ProfileSource,
  grid: ProfileGrid,
  into: SeriesSet,
): readonly RunDistribution[] {
  const refs = directory.refs();
  const durations = new Map<string, DurationCounts>();
  for (const exits of profile.exits.all) {
    const vcpu = refs[exits.binding];
    if (vcpu === undefined) continue;
    const subject = nameOf(exits, names);
    const timesNs = grid.taken(exits.timesNs);
    into.add({
      family: 'exits',
      subject,
      vcpu,
      counts: grid.taken(exits.counts),
      timesNs,
      occurrences: exits.count,
      costNs: isIdle(exits) ? null : sumOf(timesNs),
    });
    durations.set(subject, exits.durations);
  }
  return [...durations]
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, MOST_DISTRIBUTIONS)
    .flatMap(([subject, of]) => distributionOf(`exits.${subject}`, grid.takenCounts(of)) ?? []);
}

function isIdle({ isaField, code }: BinnedExits): boolean {
  return exitClass(isaOf(isaField), code) === 'idle';
}

function nameOf({ isaField, code }: BinnedExits, names: ProfileSource['names']): string {
  const isa = isaOf(isaField);
  return exitReasonName(isa, code, isa && names[isa], isaField);
}
