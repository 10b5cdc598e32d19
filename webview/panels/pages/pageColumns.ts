import type { FaultsOfCause, PageRow } from '../../../src/protocol/pages';
import { element } from '../../dom/element';
import { counted, formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration } from '../../format/time';
import type { SortKey } from '../../tables/sortRows';
import { linkButton, type PartCell, type PartColumn } from '../parts/partTable';
import type { HeatStrips } from './HeatStrips';
import { filterOfFaults, filterOfThread } from './pageFilters';
import type { PagesContext, TimeBins } from './PagesContext';
import { actorName, actorText, hexText, sharingText, vcpusText, writerText } from './pageTexts';

/** A column that pages can be sorted by; undefined: they cannot. */
export type PageColumn = PartColumn<PageRow> & {
  readonly sortKey: ((row: PageRow) => SortKey) | undefined;
};

export interface PageColumnsOptions {
  readonly context: PagesContext;
  readonly bins: TimeBins;
  readonly strips: HeatStrips;
}

/** What is shown of a page that faulted. */
export function pageColumns(options: PageColumnsOptions): readonly PageColumn[] {
  return [
    ...identity(options),
    stripColumn(options),
    ...counts(options),
    ...parties(options),
    ...costs(options),
    ...times(options),
  ];
}

function identity({ context }: PageColumnsOptions): readonly PageColumn[] {
  return [
    {
      id: 'page',
      title: 'Page',
      meaning: 'Guest-physical address; shows the page’s lines, code and faults',
      isNumeric: false,
      sortKey: ({ vm, gpa }) => vm * 2 ** 52 + gpa,
      cell: ({ vm, gpa }) => ({
        text: hexText(gpa),
        opened: () => {
          context.pageChosen({ vm, gpa });
        },
      }),
    },
    {
      id: 'kind',
      title: 'Kind',
      meaning: 'How it is shared and how sure that is; of other pages the cause of most faults',
      isNumeric: false,
      sortKey: (row) => kindCell(row).text,
      cell: kindCell,
    },
  ];
}

function stripColumn({ bins, strips }: PageColumnsOptions): PageColumn {
  return {
    id: 'strip',
    title: 'Over time',
    meaning: 'Faults over the trace, strongest where the page has most; shows those of a place',
    isNumeric: false,
    sortKey: undefined,
    cell: (row) => ({ text: '', picture: strips.strip(row, bins) }),
  };
}

function counts({ context }: PageColumnsOptions): readonly PageColumn[] {
  const ofSharing = (
    id: string,
    title: string,
    meaning: string,
    count: (sharing: NonNullable<PageRow['sharing']>) => number,
  ): PageColumn => ({
    id,
    title,
    meaning,
    isNumeric: true,
    sortKey: ({ sharing }) => (sharing === null ? undefined : count(sharing)),
    cell: ({ vm, gpa, sharing }) =>
      sharing === null
        ? { text: '' }
        : {
            text: formatCount(count(sharing)),
            opened: () => {
              context.pageChosen({ vm, gpa });
            },
          },
  });
  return [
    {
      id: 'faults',
      title: 'Faults',
      meaning: 'All faults of the page; shows their events',
      isNumeric: true,
      sortKey: ({ faults }) => faults,
      cell: ({ vm, gpa, faults, forgotten }) => ({
        text: `${formatCount(faults)}${forgotten > 0 ? ' or more' : ''}`,
        tooltip:
          forgotten > 0
            ? `Up to ${counted(forgotten, 'fault')} before are not among them: the page was forgotten for lack of room`
            : undefined,
        opened: () => {
          context.filterChosen(filterOfFaults({ vm, gpa }, 0));
        },
      }),
    },
    ofSharing('true', 'True', 'Stores that woke a vCPU waiting on the page', (of) => of.trueFaults),
    ofSharing(
      'false',
      'False',
      'Stores that woke nobody while somebody waited on the page',
      (of) => of.falseFaults,
    ),
  ];
}

function parties({ context }: PageColumnsOptions): readonly PageColumn[] {
  return [
    {
      id: 'waiters',
      title: 'Waiters',
      meaning: 'vCPUs that stores into the page woke',
      isNumeric: false,
      sortKey: ({ sharing }) => sharing?.waiters.length,
      cell: ({ sharing }) => ({ text: vcpusText(sharing?.waiters ?? []) }),
    },
    {
      id: 'writers',
      title: 'Writers',
      meaning: 'vCPUs whose stores the protection held up, and the lines they wrote',
      isNumeric: false,
      sortKey: ({ writers }) => (writers.length === 0 ? undefined : writers.length),
      cell: (row) => writersCell(row, context),
    },
  ];
}

function costs({ context }: PageColumnsOptions): readonly PageColumn[] {
  return [
    {
      id: 'cost',
      title: 'Cost',
      meaning:
        'Time from the faults’ exits to the next entries, without waiting for a host CPU; lists the most expensive',
      isNumeric: true,
      sortKey: ({ costNs }) => costNs,
      cell: ({ vm, gpa, costNs }) => ({
        text: formatDuration(costNs, context.clockUnit()),
        tooltip: exactDuration(costNs, context.clockUnit()),
        opened: () => {
          context.pageChosen({ vm, gpa });
          context.orderChosen('cost');
        },
      }),
    },
    {
      id: 'share',
      title: 'Share',
      meaning: 'Cost as a part of the time of the vCPUs that faulted',
      isNumeric: true,
      sortKey: ({ share }) => share,
      cell: ({ share }) => ({ text: formatShare(share) }),
    },
    {
      id: 'wakeups',
      title: 'Wakeups',
      meaning: 'Idle periods that stores into the page are known to have ended; shows such periods',
      isNumeric: true,
      sortKey: ({ sharing }) => sharing?.wakeups,
      cell: ({ vm, sharing }) => wakeupsCell(vm, sharing, context),
    },
    {
      id: 'protector',
      title: 'Protected by',
      meaning: 'Who took the entry or the permission to write away; shows that thread’s events',
      isNumeric: false,
      sortKey: ({ protectors: [first] }) => (first === undefined ? undefined : actorName(first)),
      cell: (row) => protectorCell(row, context),
    },
  ];
}

function times({ context }: PageColumnsOptions): readonly PageColumn[] {
  const seen = (
    id: string,
    title: string,
    meaning: string,
    of: (row: PageRow) => number,
  ): PageColumn => ({
    id,
    title,
    meaning,
    isNumeric: true,
    sortKey: of,
    cell: (row) => ({
      text: formatDuration(of(row), context.clockUnit()),
      tooltip: exactDuration(of(row), context.clockUnit()),
      opened: () => {
        context.timePicked(of(row));
      },
    }),
  });
  return [
    seen('first', 'First', 'First fault', ({ firstNs }) => firstNs),
    seen('last', 'Last', 'Last fault', ({ lastNs }) => lastNs),
  ];
}

function kindCell({ sharing, causes }: PageRow): PartCell {
  if (sharing !== null) return { text: sharingText(sharing), tooltip: sharing.why };
  const [first, ...others] = causes.toSorted((a, b) => b.faults - a.faults);
  if (first === undefined) return { text: '' };
  const most = others.length === 0 ? first.cause : `${first.cause}, …`;
  return { text: most, tooltip: causesText([first, ...others]) };
}

function causesText(causes: readonly FaultsOfCause[]): string {
  return causes.map(({ cause, faults }) => `${cause} ${formatCount(faults)}`).join(', ');
}

function writersCell({ vm, gpa, writers }: PageRow, context: PagesContext): PartCell {
  const texts = writers.map(writerText);
  const links = writers.flatMap((writer, index) => [
    ...(index === 0 ? [] : ['; ']),
    linkButton(texts[index]!, () => {
      context.pageChosen({ vm, gpa }, { vcpu: writer.vcpu });
    }),
  ]);
  const tooltip = writers
    .map(({ vcpu, faults, lines }) => {
      const stores = `vCPU ${vcpu}: ${counted(faults, 'protected store')}`;
      return lines.length === 0 ? stores : `${stores}, lines ${lines.join(', ')}`;
    })
    .join('; ');
  return { text: texts.join('; '), tooltip, picture: element('span', {}, ...links) };
}

function wakeupsCell(vm: number, sharing: PageRow['sharing'], context: PagesContext): PartCell {
  if (sharing === null) return { text: '' };
  const { wakeups, waiters } = sharing;
  if (wakeups === 0) return { text: '0' };
  return {
    text: formatCount(wakeups),
    opened: () => {
      context.wakesChosen(vm, waiters.length === 1 ? waiters[0] : undefined);
    },
  };
}

function protectorCell({ protectors, firstNs, lastNs }: PageRow, context: PagesContext): PartCell {
  const [first] = protectors;
  if (first === undefined) return { text: '' };
  const { tid } = first;
  return {
    text: `${actorName(first)}${protectors.length > 1 ? ', …' : ''}`,
    tooltip: protectors.map(actorText).join('; '),
    opened:
      tid === null
        ? undefined
        : () => {
            context.filterChosen(filterOfThread(tid, [0, Math.max(firstNs, lastNs) + 1]));
          },
  };
}
