import type { PageRip } from '../../../src/protocol/pages';
import { formatCount } from '../../format/count';
import { exactDuration, formatDuration } from '../../format/time';
import type { PageRef } from '../../state/viewState';
import type { PartCell, PartColumn } from '../parts/partTable';
import { filterOfRip } from './pageFilters';
import type { PagesContext } from './PagesContext';
import { vcpusText } from './pageTexts';

/** Which guest code faulted on a page. */
export function ripColumns(context: PagesContext, page: PageRef): readonly PartColumn<PageRip>[] {
  const leads = (rip: string): Pick<PartCell, 'opened'> =>
    rip === ''
      ? {}
      : {
          opened: () => {
            context.filterChosen(filterOfRip(page, rip));
          },
        };
  const count = (
    id: string,
    title: string,
    meaning: string,
    of: (row: PageRip) => number,
  ): PartColumn<PageRip> => ({
    id,
    title,
    meaning,
    isNumeric: true,
    cell: (row) => ({ text: formatCount(of(row)), ...(of(row) === 0 ? {} : leads(row.rip)) }),
  });
  return [
    {
      id: 'rip',
      title: 'Guest RIP',
      meaning: 'Instruction that faulted; shows its faults on this page',
      isNumeric: false,
      cell: ({ rip }) =>
        rip === ''
          ? { text: 'not recorded', tooltip: 'The events do not hold the instruction pointer' }
          : {
              text: rip,
              ...leads(rip),
              more: context.code.nodes({ vm: page.vm, rip }),
            },
    },
    {
      id: 'vcpus',
      title: 'By',
      meaning: 'vCPUs that ran it',
      isNumeric: false,
      cell: ({ vcpus }) => ({ text: vcpusText(vcpus) }),
    },
    count('stores', 'Stores', 'Stores that the protection held up', ({ stores }) => stores),
    count('others', 'Other faults', 'Loads, fetches, stores to no mapping', ({ others }) => others),
    {
      id: 'cost',
      title: 'Cost',
      meaning: 'Time from their exits to the next entries, without waiting for a host CPU',
      isNumeric: true,
      cell: ({ costNs }) => ({
        text: formatDuration(costNs, context.clockUnit()),
        tooltip: exactDuration(costNs, context.clockUnit()),
      }),
    },
  ];
}
