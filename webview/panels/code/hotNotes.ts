import type { HotQuery, HotTable } from '../../../src/protocol/code';
import { counted, formatCount } from '../../format/count';
import { hotSubjects } from './hotSubjects';

/** What is not in the rows, one sentence each. */
export function hotNotes(table: HotTable, { of, search }: HotQuery): readonly string[] {
  const { rows, rowCount, lack, othersCount, withoutRip } = table;
  const { noun } = hotSubjects[of];
  const left = rowCount - rows.length;
  const isSearch = search !== undefined && search !== '';
  return [
    ...(left > 0
      ? [
          `${formatCount(left)} more rows are not shown: ${isSearch ? 'search for less' : 'search'}, or order otherwise.`,
        ]
      : []),
    ...(lack === null ? [] : [lack]),
    ...(othersCount > 0
      ? [`${counted(othersCount, noun)} happened at further places than are told apart.`]
      : []),
    ...(withoutRip > 0
      ? [`Of ${counted(withoutRip, noun)} the recording does not hold the address.`]
      : []),
  ];
}

/** Why there is no row. */
export function whyNone({ lack }: HotTable, { of, search, vm }: HotQuery): string {
  if (search !== undefined && search !== '') return `Nothing of this is found: ${search}`;
  if (vm !== undefined) return 'Nothing of this selection is in the trace.';
  return lack === null ? `No ${hotSubjects[of].noun} tells of guest code.` : '';
}
