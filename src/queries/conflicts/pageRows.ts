import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import type { PageRow, PageSharing } from '../../protocol/pages';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { faultsByPage } from './faultsByPage';
import type { TimeBins } from './TimeBins';
import { pageActor } from './faultRow';
import { pageKey } from './pageConflicts';
import type { PageConflict } from './pageConflicts';
import type { PageSource } from './PageSource';
import { pageTotals } from './pageTotals';
import type { PageTotal } from './pageTotals';

/** Pages that faulted, contested ones first, then by cost. */
export function pageRows(
  source: PageSource,
  bins: TimeBins,
  most: number,
): { readonly rows: readonly PageRow[]; readonly count: number } {
  const byKey = new Map(source.conflicts.map((of) => [pageKey(of.vm, of.gpa / PAGE_BYTES), of]));
  const { pages, count } = pageTotals(source.context, new Set(byKey.keys()), most);
  const details = faultsByPage(
    source.reader,
    pages.map(({ vm, gfn }) => pageKey(vm, gfn)),
    bins,
  );
  const rows = pages.map((total): PageRow => {
    const key = pageKey(total.vm, total.gfn);
    const conflict = byKey.get(key);
    const { costs, counts, retries, overTime, vcpus } = details.get(key)!;
    return {
      vm: total.vm,
      gpa: total.gfn * PAGE_BYTES,
      sharing: conflict === undefined ? null : sharingOf(conflict),
      faults: total.faults,
      forgotten: total.forgotten,
      costNs: total.costNs,
      share: shareOf(source, total, vcpus),
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
  return { rows, count };
}

function sharingOf(conflict: PageConflict): PageSharing {
  return {
    kind: conflict.kind,
    confidence: conflict.confidence,
    why: conflict.why,
    trueFaults: conflict.trueFaults,
    falseFaults: conflict.falseFaults,
    pingPongs: conflict.pingPongs,
    waiters: conflict.waiters,
    monitoredLines: conflict.monitoredLines,
    wakeups: conflict.trueFaults,
    flushKicks: conflict.flushKicks,
    flushKickNs: conflict.flushKickNs,
  };
}

/** Of the time of the vCPUs that faulted on it. */
function shareOf({ context }: PageSource, { costNs }: PageTotal, vcpus: number): number {
  return vcpus === 0 ? 0 : context.shareOf(costNs) / vcpus;
}
