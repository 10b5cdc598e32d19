import { hex } from '../../base/hex';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { PageInRange } from '../../protocol/timeline';
import { pageKey } from '../conflicts/pageKey';
import type { PageSource } from '../conflicts/PageSource';
import type { AskedRange } from './AskedRange';

const FAULTS_A_STEP = 8192;
const MOST_PAGES = 50;

interface PageSum {
  readonly vm: number;
  readonly gfn: number;
  faults: number;
  stores: number;
  costNs: number;
}

/** The pages that faulted in a range, most expensive first; `pageCount`: all of them. */
export function* rangePages(
  { reader, conflicts }: PageSource,
  { fromNs, belowNs }: AskedRange,
): Generator<undefined, { readonly pages: readonly PageInRange[]; readonly pageCount: number }> {
  const sums = new Map<number, PageSum>();
  const { table } = reader;
  for (let index = 0; index < table.length; index++) {
    if (index % FAULTS_A_STEP === FAULTS_A_STEP - 1) yield;
    const exitNs = table.exitNs(index);
    if (exitNs < fromNs || exitNs >= belowNs) continue;
    const fault = reader.at(index);
    if (fault === undefined || fault.gfn < 0) continue;
    const { vm, gfn, costNs, isStore } = fault;
    const key = pageKey(vm, gfn);
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { vm, gfn, faults: 0, stores: 0, costNs: 0 }));
    sum.faults++;
    if (isStore) sum.stores++;
    sum.costNs += Math.max(0, costNs);
  }
  const kinds = new Map(
    conflicts.map(({ vm, gpa, kind }) => [pageKey(vm, gpa / PAGE_BYTES), kind]),
  );
  const pages = [...sums]
    .sort(([a, left], [b, right]) => right.costNs - left.costNs || a - b)
    .slice(0, MOST_PAGES)
    .map(([key, { vm, gfn, faults, stores, costNs }]): PageInRange => {
      const gpa = hex(gfn * PAGE_BYTES);
      return { vm, gpa, faults, stores, costNs, sharing: kinds.get(key) ?? null };
    });
  return { pages, pageCount: sums.size };
}
