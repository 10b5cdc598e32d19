import type { ProfileGrid } from './ProfileGrid';
import type { ProfileSource } from './ProfileSource';

/**
 * By bin: ns that were observed. Where a host CPU's events were lost, the part of the time is taken out
 * that this CPU has of all events: what happened on the others was recorded.
 */
export function observedTime(source: ProfileSource, grid: ProfileGrid): Float64Array {
  const wallNs = grid.series();
  grid.addStretch(wallNs, grid.startNs, grid.endNs);
  const lostNs = grid.series();
  for (const { source: recording, hostCpu, fromNs, toNs } of source.facts.lost) {
    const share = source.rowShareOf(recording, hostCpu);
    const of = grid.series();
    grid.addStretch(of, fromNs, toNs);
    of.forEach((ns, bin) => {
      lostNs[bin]! += ns * share;
    });
  }
  return wallNs.map((ns, bin) => Math.max(0, ns - lostNs[bin]!));
}
