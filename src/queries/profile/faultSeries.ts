import { sumOf } from '../../base/sumOf';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { hex } from '../../base/hex';
import type { FaultReader, PageFault } from '../conflicts/FaultReader';
import { pageKey, pageOfKey } from '../conflicts/pageKey';
import type { ProfileGrid } from './ProfileGrid';
import type { SeriesSet } from './SeriesSet';
import { VcpuTallies } from './VcpuTallies';

/** Pages whose stores are kept over the time, those with most of them. */
const MOST_PAGES = 256;

/** Page faults by cause, and stores into pages that forbid them. Returns how many stores the last page had that is kept; 0: all are. */
export function faultSeries(reader: FaultReader, grid: ProfileGrid, into: SeriesSet): number {
  const stores = new Map<number, number>();
  const causes = new VcpuTallies(grid);
  for (const fault of reader.walk()) {
    add(causes.of('faults', fault.cause, { vm: fault.vm, vcpu: fault.vcpu }), fault, grid);
    if (!isStore(fault)) continue;
    const key = pageKey(fault.vm, fault.gfn);
    stores.set(key, (stores.get(key) ?? 0) + 1);
  }
  for (const tally of causes.all) into.add({ ...tally, costNs: sumOf(tally.timesNs) });
  const most = [...stores].sort(([, a], [, b]) => b - a).slice(0, MOST_PAGES);
  const pages = new VcpuTallies(grid);
  const wanted = new Map(most.map(([key]) => [key, subjectOf(key)]));
  const waking = new Map([...wanted.values()].map((subject) => [subject, grid.series()]));
  for (const fault of reader.walk()) {
    if (!isStore(fault)) continue;
    const subject = wanted.get(pageKey(fault.vm, fault.gfn));
    if (subject === undefined) continue;
    add(pages.of('page', subject, null), fault, grid);
    if (fault.woke >= 0) waking.get(subject)![grid.at(fault.exitNs)]!++;
  }
  for (const tally of pages.all) {
    into.add({ ...tally, wakingCounts: waking.get(tally.subject)!, costNs: sumOf(tally.timesNs) });
  }
  return stores.size > MOST_PAGES ? most.at(-1)![1] : 0;
}

function isStore({ isStore: isOne, gfn }: PageFault): boolean {
  return isOne && gfn >= 0;
}

function add(
  tally: ReturnType<VcpuTallies['of']>,
  { exitNs, costNs }: PageFault,
  grid: ProfileGrid,
): void {
  tally.counts[grid.at(exitNs)]!++;
  tally.occurrences++;
  if (costNs > 0) grid.addStretch(tally.timesNs, exitNs, exitNs + costNs);
}

/** The guest-physical address; with the VM's number, but for the first. */
function subjectOf(key: number): string {
  const { vm, gfn } = pageOfKey(key);
  const gpa = hex(gfn * PAGE_BYTES);
  return vm === 0 ? gpa : `vm${vm}.${gpa}`;
}
