import type { PageOverview } from '../../protocol/pages';
import { pageFaultCauses } from './pageFaultCauses';
import { missingForPages, pageNotes } from './pageNotes';
import { pageRows } from './pageRows';
import type { TimeBins } from './TimeBins';
import type { PageSource } from './PageSource';

/** Pages that are shown at once. */
const MOST_PAGES = 1_000;

/** Which pages faulted, why, and which of them are fought over. */
export function pageOverview(source: PageSource, bins: TimeBins): PageOverview {
  const { context, conflicts, parameters } = source;
  const byCause = pageFaultCauses(context.faults, context.directory.refs(), conflicts);
  const { rows, count } = pageRows(source, bins, MOST_PAGES);
  return {
    durationNs: context.durationNs,
    ...bins,
    lineBytes: parameters.lineBytes,
    faults: byCause.reduce((sum, { faults }) => sum + faults, 0),
    byCause,
    pages: rows,
    pageCount: count,
    uncountedFaults: context.faults.table.leftOut,
    missing: missingForPages(context),
    notes: pageNotes(context, parameters),
  };
}
