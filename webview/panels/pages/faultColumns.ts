import type { FaultRow } from '../../../src/protocol/pages';
import { exactDuration, formatDuration, formatInstant } from '../../format/time';
import type { PartCell, PartColumn } from '../parts/partTable';
import { causeStyle } from './causeStyles';
import { filterOfRip } from './pageFilters';
import type { PagesContext } from './PagesContext';
import { actorName, actorText, hexText } from './pageTexts';
import { PAGE_BYTES } from './pageBytes';

const repairs: Readonly<Record<string, string>> = {
  fast: 'fast_page_fault changed the entry, without the MMU lock',
  mapped: 'The page was mapped',
  spurious: 'Nothing was left to do: another vCPU’s fault had let the access through',
  emulated: 'The instruction was emulated',
  userspace: 'User space handled it',
  ioeventfd: 'An ioeventfd took the store: the VMM’s thread was told',
  async: 'The host fetches the page meanwhile',
  handler: 'A thread that was woken for it, as a userfaultfd handler',
  none: 'Nothing is recorded that let the access through',
};

/** What is shown of one fault. */
export function faultColumns(
  context: PagesContext,
  lineBytes: number,
): readonly PartColumn<FaultRow>[] {
  const unit = context.clockUnit();
  const word = (
    id: string,
    title: string,
    meaning: string,
    cell: (row: FaultRow) => PartCell,
  ): PartColumn<FaultRow> => ({ id, title, meaning, isNumeric: false, cell });
  return [
    {
      id: 'time',
      title: 'Time (s)',
      meaning: 'Of the exit; shows that event',
      isNumeric: true,
      cell: ({ timeNs, row }) => ({
        text: formatInstant(timeNs, unit),
        opened: () => {
          if (row === null) context.timePicked(timeNs);
          else context.eventPicked(row);
        },
      }),
    },
    word('vcpu', 'vCPU', 'VM and vCPU', ({ vm, vcpu }) => ({ text: `VM ${vm} vCPU ${vcpu}` })),
    word('address', 'Address', 'Guest-physical; shows its page', (row) =>
      addressCell(row, context),
    ),
    {
      id: 'line',
      title: 'Line',
      meaning: `Line of ${lineBytes} bytes within the page`,
      isNumeric: true,
      cell: ({ gpa }) => {
        if (gpa === null) return { text: '–', tooltip: 'The address is not recorded' };
        const offset = Number(gpa) % PAGE_BYTES;
        return {
          text: Math.floor(offset / lineBytes).toString(),
          tooltip: `Byte ${hexText(offset)} of the page`,
        };
      },
    },
    word('access', 'Access', 'What was done, and what the entry allowed', accessCell),
    word('cause', 'Cause', 'Why it faulted, and how sure that is', (row) => ({
      text: `${row.cause} (${row.confidence})`,
      tooltip: `${causeStyle(row.cause).meaning}. ${row.why}`,
    })),
    word('repair', 'Repair', 'How it went on', ({ repair }) => ({
      text: repair,
      tooltip: repairs[repair],
    })),
    {
      id: 'cost',
      title: 'Cost',
      meaning: 'From the exit to the next entry, without waiting for a host CPU',
      isNumeric: true,
      cell: ({ costNs, sleptNs }) =>
        costNs === null
          ? { text: '–', tooltip: 'No entry of the vCPU was recorded after it' }
          : {
              text: formatDuration(costNs, unit),
              tooltip:
                sleptNs === 0
                  ? exactDuration(costNs, unit)
                  : `${exactDuration(costNs, unit)}, of which the thread slept ${exactDuration(sleptNs, unit)}`,
            },
    },
    word('rip', 'Guest RIP', 'Instruction; shows its faults on this page', (row) =>
      ripCell(row, context),
    ),
    word('actor', 'Taken away by', 'Who took the entry or its permission before', ({ actor }) =>
      actor === null ? { text: '' } : { text: actorName(actor), tooltip: actorText(actor) },
    ),
    word('woke', 'Woke', 'vCPU that was woken meanwhile', ({ woke }) => ({
      text: woke === null ? '' : `vCPU ${woke}`,
    })),
  ];
}

function pageOf({ vm, gpa }: FaultRow): { readonly vm: number; readonly gpa: number } | undefined {
  if (gpa === null) return undefined;
  const address = Number(gpa);
  return { vm, gpa: address - (address % PAGE_BYTES) };
}

function addressCell(row: FaultRow, context: PagesContext): PartCell {
  const page = pageOf(row);
  if (page === undefined) return { text: '–', tooltip: 'No guest-physical address is recorded' };
  return {
    text: row.gpa!,
    opened: () => {
      context.pageChosen(page);
    },
  };
}

function accessCell({ access, allowed, isTableWalk, isRetry }: FaultRow): PartCell {
  const to = allowed === null ? '' : allowed === '---' ? ' to no mapping' : ` to ${allowed}`;
  const notes = [
    ...(isTableWalk ? ['The processor walked the guest’s page tables'] : []),
    ...(isRetry ? ['The same access again: the fault before did not let it through'] : []),
  ];
  return {
    text: `${access ?? 'not told'}${to}${isTableWalk ? ', table walk' : ''}${isRetry ? ', again' : ''}`,
    tooltip: notes.length === 0 ? undefined : notes.join('. '),
  };
}

function ripCell(row: FaultRow, context: PagesContext): PartCell {
  const { rip } = row;
  const page = pageOf(row);
  if (rip === null) return { text: '–', tooltip: 'Not recorded' };
  return {
    text: rip,
    more: context.code.nodes({ vm: row.vm, rip }),
    opened:
      page === undefined
        ? undefined
        : () => {
            context.filterChosen(filterOfRip(page, rip));
          },
  };
}
