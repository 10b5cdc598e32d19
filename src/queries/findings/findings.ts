import type { Finding } from '../../protocol/Finding';
import type { ReportSource } from '../idle/ReportSource';
import { PeriodTable } from '../idle/PeriodTable';
import type { Finder, WeighedFinding } from './Finder';
import { mwaitNop } from './mwaitNop';

const finders: readonly ((source: ReportSource) => Finder)[] = [mwaitNop];

/** What stands out in a trace that was read to its end, most important first. */
export function findingsOf(
  source: ReportSource,
  table = new PeriodTable(source.idle, source.directory.refs()),
): readonly Finding[] {
  const all = finders.map((make) => make(source));
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
