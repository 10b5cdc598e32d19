import { NumberIndex } from '../../base/NumberIndex';
import { grown } from '../../base/grown';
import type { FindingContext } from '../findings/Finder';
import { pageKey, pageOfKey } from './pageKey';

/** All faults of all vCPUs of a VM into one page. */
export interface PageTotal {
  readonly vm: number;
  readonly gfn: number;
  /** vCPUs that faulted on it. */
  readonly vcpus: number;
  readonly faults: number;
  /** Faults that were forgotten before, at most. */
  readonly forgotten: number;
  readonly costNs: number;
  readonly firstNs: number;
  readonly lastNs: number;
}

export interface PageTotals {
  /** The `wanted` pages, then the most expensive others; at most `most` together. */
  readonly pages: readonly PageTotal[];
  /** Pages that faulted. */
  readonly count: number;
}

/** Sums up the faults of pages over the vCPUs of each VM. */
export function pageTotals(
  { faults, directory, idle }: Pick<FindingContext, 'faults' | 'directory' | 'idle'>,
  wanted: ReadonlySet<number>,
  most: number,
): PageTotals {
  const refs = directory.refs();
  const index = new NumberIndex(idle.parameters.max_pages);
  let vcpus = new Uint32Array(64);
  let counts = new Float64Array(64);
  let forgotten = new Float64Array(64);
  let costs = new Float64Array(64);
  let firsts = new Float64Array(64).fill(Infinity);
  let lasts = new Float64Array(64);
  for (const sum of faults.sums.all()) {
    const ref = refs[faults.lanes[sum.lane]?.binding ?? -1];
    if (ref === undefined) continue;
    const at = index.indexOf(pageKey(ref.vm, sum.gfn));
    if (at < 0) break;
    if (at >= counts.length) {
      const length = counts.length * 2;
      vcpus = grown(vcpus, new Uint32Array(length));
      counts = grown(counts, new Float64Array(length));
      forgotten = grown(forgotten, new Float64Array(length));
      costs = grown(costs, new Float64Array(length));
      firsts = grown(firsts, new Float64Array(length).fill(Infinity));
      lasts = grown(lasts, new Float64Array(length));
    }
    vcpus[at]!++;
    counts[at]! += sum.faults;
    forgotten[at]! += sum.forgotten;
    costs[at]! += sum.costNs;
    firsts[at] = Math.min(firsts[at]!, sum.firstNs);
    lasts[at] = Math.max(lasts[at]!, sum.lastNs);
  }
  const order = Uint32Array.from({ length: index.count }, (_, at) => at);
  const isFirst = (at: number): number => (wanted.has(index.keyOf(at)) ? 1 : 0);
  order.sort((a, b) => isFirst(b) - isFirst(a) || costs[b]! - costs[a]! || a - b);
  return {
    count: index.count,
    pages: [...order.subarray(0, most)].map((at) => {
      const key = index.keyOf(at);
      return {
        ...pageOfKey(key),
        vcpus: vcpus[at]!,
        faults: counts[at]!,
        forgotten: forgotten[at]!,
        costNs: costs[at]!,
        firstNs: firsts[at]!,
        lastNs: lasts[at]!,
      };
    }),
  };
}
