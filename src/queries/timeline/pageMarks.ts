import { MarkList } from '../../analyses/timeline/MarkList';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { pageKey } from '../conflicts/pageKey';
import type { PageSource } from '../conflicts/PageSource';
import { pageTotals } from '../conflicts/pageTotals';
import type { PageMarks } from './LaterLanes';

/** Pages that have a lane. */
const MOST_PAGES = 16;
/** Some ms. */
const FAULTS_A_STEP = 1 << 15;

/** The faults into the pages that matter most, contested ones first, then by cost; in steps. */
export function* pageMarks({
  context,
  conflicts,
  reader: { table },
}: PageSource): Generator<undefined, readonly PageMarks[]> {
  const contested = new Set(conflicts.map(({ vm, gpa }) => pageKey(vm, gpa / PAGE_BYTES)));
  const totals = pageTotals(context, contested, MOST_PAGES);
  // A page that faulted once was touched, and no more.
  const pages = totals.pages.filter(
    ({ vm, gfn, faults }) => faults > 1 || contested.has(pageKey(vm, gfn)),
  );
  const faultsOf = new Map(pages.map(({ vm, gfn }) => [pageKey(vm, gfn), [] as number[]]));
  const refs = context.directory.refs();
  for (let index = 0; index < table.length; index++) {
    if (index % FAULTS_A_STEP === FAULTS_A_STEP - 1) yield undefined;
    const vm = refs[table.bindingOf(index)]?.vm;
    if (vm !== undefined) faultsOf.get(pageKey(vm, table.gfnOf(index)))?.push(index);
  }
  const marked: PageMarks[] = [];
  for (const { vm, gfn } of pages) {
    const faults = faultsOf.get(pageKey(vm, gfn))!;
    // They come nearly in this order, which the sort of plain arrays makes use of.
    faults.sort((a, b) => table.exitNs(a) - table.exitNs(b) || a - b);
    yield undefined;
    const marks = new MarkList();
    for (const [at, index] of faults.entries()) {
      if (at % FAULTS_A_STEP === FAULTS_A_STEP - 1) yield undefined;
      const kind = table.isStore(index) ? 0 : 1;
      marks.push(table.bindingOf(index) * 2 + kind, table.exitNs(index));
    }
    marked.push({ vm, gpa: gfn * PAGE_BYTES, marks, of: Uint32Array.from(faults) });
    yield undefined;
  }
  return marked;
}
