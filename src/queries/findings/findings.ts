import type { Finding } from '../../protocol/Finding';
import { pageSource } from '../conflicts/PageSource';
import type { PageSource } from '../conflicts/PageSource';
import { PeriodTable } from '../idle/PeriodTable';
import type { ReportSource } from '../idle/ReportSource';
import { clockDoubts } from './clockDoubts';
import type { Finder, FindingContext, WeighedFinding } from './Finder';
import { contestedPages } from './contestedPages';
import { dirtyLogging } from './dirtyLogging';
import { findingContext } from './findingContext';
import { guestPolls } from './guestPolls';
import { haltsPastWindow } from './haltsPastWindow';
import { ipiStorm } from './ipiStorm';
import { lockHalts } from './lockHalts';
import { losses } from './losses';
import { mixedStrategies } from './mixedStrategies';
import { mwaitNop } from './mwaitNop';
import { mwaitUnoffered } from './mwaitUnoffered';
import { passedThrough } from './passedThrough';
import { periodicTimer } from './periodicTimer';
import { polls } from './polls';
import { preempted } from './preempted';
import { refaults } from './refaults';
import { vainWakeups } from './vainWakeups';
import { wakesBehindTasks } from './wakesBehindTasks';

const finders: readonly ((context: FindingContext, pages: PageSource) => Finder)[] = [
  mwaitNop,
  mwaitUnoffered,
  polls,
  haltsPastWindow,
  wakesBehindTasks,
  ipiStorm,
  periodicTimer,
  vainWakeups,
  losses,
  mixedStrategies,
  lockHalts,
  guestPolls,
  passedThrough,
  contestedPages,
  dirtyLogging,
  refaults,
  preempted,
  clockDoubts,
];

/** What stands out in a trace that was read to its end, most important first. */
export function findingsOf(
  source: ReportSource,
  table = new PeriodTable(source.idle, source.directory.refs()),
  pages = pageSource(findingContext(source), table),
): readonly Finding[] {
  const all = finders.map((make) => make(pages.context, pages));
  const taking = all.flatMap((finder) => finder.take ?? []);
  for (const period of table.walk()) for (const take of taking) take(period);
  const takingFaults = all.flatMap((finder) => finder.takeFault ?? []);
  for (const fault of pages.reader.walk()) for (const take of takingFaults) take(fault);
  return all
    .flatMap((finder) => finder.found())
    .sort(byImportance)
    .map(({ finding }) => finding);
}

function byImportance(a: WeighedFinding, b: WeighedFinding): number {
  if (a.finding.severity !== b.finding.severity) return a.finding.severity === 'warning' ? -1 : 1;
  return b.weight - a.weight || (a.finding.id < b.finding.id ? -1 : 1);
}
