import type { RunProfile } from '../../protocol/compare';
import { conflictParameters } from '../conflicts/ConflictParameters';
import { FaultReader } from '../conflicts/FaultReader';
import { pageConflicts } from '../conflicts/pageConflicts';
import { PeriodTable } from '../idle/PeriodTable';
import { exitSeries } from './exitSeries';
import { faultSeries } from './faultSeries';
import { hotSeries } from './hotSeries';
import { idleSeries } from './idleSeries';
import { observedTime } from './observedTime';
import { ProfileGrid } from './ProfileGrid';
import type { ProfileSource } from './ProfileSource';
import { runFacts } from './runFacts';
import { runSpan } from './runSpan';
import { SeriesSet } from './SeriesSet';
import { stateSeries } from './stateSeries';
import { vcpuWork } from './vcpuWork';

/** What a run is for a comparison, of a trace that was read to its end. */
export function runProfile(source: ProfileSource): RunProfile {
  const { directory, profile, hot } = source;
  const refs = directory.refs();
  const { fromNs, durationNs } = source;
  const run = runSpan(source) ?? { fromNs, toNs: fromNs + durationNs };
  const grid = new ProfileGrid(profile.bins, run.fromNs, run.toNs);
  const periods = new PeriodTable(source.idle, refs);
  const conflicts = pageConflicts(source.faults, refs, conflictParameters(source.idle));
  const reader = new FaultReader(source.faults, refs, conflicts);
  const wallNs = observedTime(source, grid);
  const set = new SeriesSet();
  const states = stateSeries(source, grid, set);
  const ofExits = exitSeries(source, grid, set);
  const ofPeriods = idleSeries(periods, grid, set);
  const fewestStores = faultSeries(reader, grid, set);
  const ofHot = hotSeries(hot, source.hotExits, grid, set);
  const { series, fewestOfVcpu } = set.all;
  return {
    facts: {
      ...runFacts(source, { grid, periods, wallNs, states }),
      ...ofHot,
      fewestStores,
      fewestOfVcpu,
    },
    fromNs: grid.fromNs,
    binNs: grid.binNs,
    wallNs,
    guestNs: states.guestNs,
    series,
    distributions: [...ofPeriods, ...ofExits],
    work: vcpuWork(source, periods),
  };
}
