import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { PollWindow } from '../../protocol/idle';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import type { TimeBins } from './TimeBins';

/**
 * The poll window of each vCPU over the time, from its first event to its last, by each
 * kvm_halt_poll_ns: one holds until the next, and the first tells what held before it. Of vCPUs
 * whose window never changed nothing tells.
 */
export function pollWindowsOverTime(
  lanes: readonly (IdleLane | undefined)[],
  refs: readonly (VcpuRef | undefined)[],
  isAsked: (ref: VcpuRef) => boolean,
  time: TimeBins,
): readonly PollWindow[] {
  const windows = lanes.flatMap((lane) => {
    const ref = lane === undefined ? undefined : refs[lane.binding];
    if (lane === undefined || ref === undefined || lane.window.changeCount === 0) return [];
    if (!isAsked(ref)) return [];
    return [{ vm: ref.vm, vcpu: ref.vcpu, largestNs: largest(lane, time) }];
  });
  return windows.sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu);
}

/** By bin; NaN where the vCPU has no events. */
function largest(lane: IdleLane, { fromNs, toNs, bins }: TimeBins): Float64Array {
  const { changes } = lane.window;
  const largestNs = new Float64Array(bins).fill(NaN);
  const binNs = Math.max(1, (toNs - fromNs) / bins);
  const binAt = (atNs: number): number =>
    Math.min(bins - 1, Math.max(0, Math.floor((atNs - fromNs) / binNs)));
  const hold = (windowNs: number, sinceNs: number, untilNs: number): void => {
    if (untilNs < fromNs || sinceNs > toNs) return;
    for (let bin = binAt(sinceNs); bin <= binAt(untilNs); bin++) {
      const known = largestNs[bin]!;
      if (!(known >= windowNs)) largestNs[bin] = windowNs;
    }
  };
  hold(lane.window.firstNs, lane.firstNs, changes.timeNs(0));
  for (let at = 0; at < changes.length; at++) {
    const untilNs = at + 1 < changes.length ? changes.timeNs(at + 1) : lane.lastNs;
    hold(changes.windowNs(at), changes.timeNs(at), untilNs);
  }
  return largestNs;
}
