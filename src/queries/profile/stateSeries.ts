import { sumOf } from '../../base/sumOf';
import { State, VCPU_STATES } from '../../vcpu/states/VcpuState';
import type { ProfileGrid } from './ProfileGrid';
import type { ProfileSource } from './ProfileSource';
import type { SeriesSet } from './SeriesSet';

/** Time of all vCPUs by state, and by bin: what is in guest mode. */
export interface StateTimes {
  readonly guestNs: Float64Array;
  /** In any state that is known. */
  readonly toldNs: number;
}

/** Time of each vCPU in each state. */
export function stateSeries(
  { profile, directory }: ProfileSource,
  grid: ProfileGrid,
  into: SeriesSet,
): StateTimes {
  const refs = directory.refs();
  const guestNs = grid.series();
  let toldNs = 0;
  directory.bindings.all.forEach(({ source, tid }, binding) => {
    const vcpu = refs[binding];
    if (vcpu === undefined) return;
    profile.states.statesOf(binding, source, tid)?.forEach((of, state) => {
      if (of === undefined) return;
      const timesNs = grid.taken(of.timesNs);
      timesNs.forEach((ns, bin) => {
        toldNs += ns;
        if (state === State.Guest) guestNs[bin]! += ns;
      });
      into.add({
        family: 'state',
        subject: VCPU_STATES[state]!,
        vcpu,
        counts: undefined,
        timesNs,
        occurrences: of.stretches,
        costNs: sumOf(timesNs),
      });
    });
  });
  return { guestNs, toldNs };
}
