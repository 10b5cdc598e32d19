import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import type { FaultReader } from './FaultReader';
import { pageKey } from './pageKey';
import type { TimeBins } from './TimeBins';

/** Faults of one page by cause and over time. */
export interface FaultsOfPage {
  /** By the order of `FAULT_CAUSES`. */
  readonly counts: Float64Array;
  readonly costs: Float64Array;
  readonly retries: Float64Array;
  readonly overTime: Uint32Array;
}

/** Takes the faults of some pages apart, in one walk over all faults that are kept. */
export function faultsByPage(
  reader: FaultReader,
  keys: readonly number[],
  { fromNs, binNs, bins }: TimeBins,
): ReadonlyMap<number, FaultsOfPage> {
  const pages = new Map(keys.map((key) => [key, noFaults(bins)]));
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    const page = fault === undefined ? undefined : pages.get(pageKey(fault.vm, fault.gfn));
    if (fault === undefined || page === undefined) continue;
    const cause = FAULT_CAUSES.indexOf(fault.cause);
    page.counts[cause]!++;
    page.costs[cause]! += Math.max(0, fault.costNs);
    if (fault.isRetry) page.retries[cause]!++;
    const bin = binNs <= 0 ? 0 : Math.floor((fault.exitNs - fromNs) / binNs);
    page.overTime[Math.min(Math.max(bin, 0), bins - 1)]!++;
  }
  return pages;
}

function noFaults(bins: number): FaultsOfPage {
  return {
    counts: new Float64Array(FAULT_CAUSES.length),
    costs: new Float64Array(FAULT_CAUSES.length),
    retries: new Float64Array(FAULT_CAUSES.length),
    overTime: new Uint32Array(bins),
  };
}
