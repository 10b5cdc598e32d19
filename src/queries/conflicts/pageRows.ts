import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import type { PageRow, PageSharing } from '../../protocol/pages';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { faultsByPage } from './faultsByPage';
import type { TimeBins } from './TimeBins';
import { pageActor } from './faultRow';
import { pageKey, pageKeyAt } from './pageKey';
import type { PageConflict } from './pageConflicts';
import type { PageSource } from './PageSource';
import { pageTotals } from './pageTotals';
import type { PageTotal } from './pageTotals';

/** Pages that faulted, contested ones first, then by cost; at most `most`, of `count`. */
export function pageRows(
  source: PageSource,
  bins: TimeBins,
  most: number,
): { readonly rows: readonly PageRow[]; readonly count: number } {
  const contested = source.conflicts.map(pageKeyAt);
  const { pages, count } = pageTotals(source.context, new Set(contested), most);
  return { rows: rowsOf(source, pages, bins), count };
}

/** One page; undefined: no fault of it is kept. */
export function pageRow(
  source: PageSource,
  { vm, gpa }: { readonly vm: number; readonly gpa: number },
  bins: TimeBins,
): PageRow | undefined {
  const key = pageKey(vm, gpa / PAGE_BYTES);
  const { pages } = pageTotals(source.context, new Set([key]), 1);
  return rowsOf(source, pages, bins).find((page) => page.vm === vm && page.gpa === gpa);
}

function rowsOf(
  source: PageSource,
  pages: readonly PageTotal[],
  bins: TimeBins,
): readonly PageRow[] {
  const byKey = new Map(source.conflicts.map((of) => [pageKeyAt(of), of]));
  const details = faultsByPage(
    source.reader,
    pages.map(({ vm, gfn }) => pageKey(vm, gfn)),
    bins,
  );
  return pages.map((total): PageRow => {
    const key = pageKey(total.vm, total.gfn);
    const conflict = byKey.get(key);
    const { costs, counts, retries, overTime } = details.get(key)!;
    return {
      vm: total.vm,
      gpa: total.gfn * PAGE_BYTES,
      sharing: conflict === undefined ? null : sharingOf(conflict, source.wakes.endedOn(key)),
      faults: total.faults,
      forgotten: total.forgotten,
      costNs: total.costNs,
      share: source.context.shareOf(total.costNs) / total.vcpus,
      causes: FAULT_CAUSES.flatMap((cause, at) =>
        counts[at] === 0
          ? []
          : [{ cause, faults: counts[at]!, costNs: costs[at]!, retries: retries[at]! }],
      ),
      writers: conflict?.writers ?? [],
      protectors: (conflict?.protectors ?? []).map((of) =>
        pageActor(source.context, of, total.lastNs),
      ),
      firstNs: total.firstNs,
      lastNs: total.lastNs,
      overTime,
    };
  });
}

function sharingOf(conflict: PageConflict, wakeups: number): PageSharing {
  return {
    kind: conflict.kind,
    confidence: conflict.confidence,
    why: conflict.why,
    trueFaults: conflict.trueFaults,
    falseFaults: conflict.falseFaults,
    pingPongs: conflict.pingPongs,
    waiters: conflict.waiters,
    monitoredLines: conflict.monitoredLines,
    wakeups,
    flushKicks: conflict.flushKicks,
    flushKickNs: conflict.flushKickNs,
  };
}
