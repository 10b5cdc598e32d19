import type { Finding } from '../../protocol/Finding';
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

const finders: readonly ((context: FindingContext) => Finder)[] = [
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
): readonly Finding[] {
  const context = findingContext(source);
  const all = finders.map((make) => make(context));
  const taking = all.flatMap((finder) => finder.take ?? []);
  for (const period of table.walk()) for (const take of taking) take(period);
  return all
    .flatMap((finder) => finder.found())
    .sort(byImportance)
    .map(({ finding }) => finding);
}

function byImportance(a: WeighedFinding, b: WeighedFinding): number {
  if (a.finding.severity !== b.finding.severity) return a.finding.severity === 'warning' ? -1 : 1;
  return b.weight - a.weight || (a.finding.id < b.finding.id ? -1 : 1);
}
