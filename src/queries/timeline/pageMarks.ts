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

/** One fault of a page. */
interface Fault {
  readonly index: number;
  readonly atNs: number;
  readonly category: number;
}

/** The faults into the pages that matter most, contested ones first, then by cost; in steps. */
export function* pageMarks({
  context,
  conflicts,
  reader,
}: PageSource): Generator<undefined, readonly PageMarks[]> {
  const contested = new Set(conflicts.map(({ vm, gpa }) => pageKey(vm, gpa / PAGE_BYTES)));
  const totals = pageTotals(context, contested, MOST_PAGES);
  // A page that faulted once was touched, and no more.
  const pages = totals.pages.filter(
    ({ vm, gfn, faults }) => faults > 1 || contested.has(pageKey(vm, gfn)),
  );
  const faultsOf = new Map(pages.map(({ vm, gfn }) => [pageKey(vm, gfn), [] as Fault[]]));
  const refs = context.directory.refs();
  const { table } = reader;
  for (let index = 0; index < table.length; index++) {
    if (index % FAULTS_A_STEP === FAULTS_A_STEP - 1) yield undefined;
    const vm = refs[table.bindingOf(index)]?.vm;
    const faults = vm === undefined ? undefined : faultsOf.get(pageKey(vm, table.gfnOf(index)));
    const fault = faults === undefined ? undefined : reader.at(index);
    if (fault === undefined) continue;
    const category = fault.binding * 2 + (fault.isStore ? 0 : 1);
    faults!.push({ index, atNs: fault.exitNs, category });
  }
  return pages.map(({ vm, gfn }) => {
    const faults = faultsOf.get(pageKey(vm, gfn))!;
    faults.sort((a, b) => a.atNs - b.atNs || a.index - b.index);
    const marks = new MarkList();
    for (const { category, atNs } of faults) marks.push(category, atNs);
    const of = Uint32Array.from(faults, ({ index }) => index);
    return { vm, gpa: gfn * PAGE_BYTES, marks, of };
  });
}
