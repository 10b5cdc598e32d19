import type { ExitRow } from '../../../src/protocol/ExitRow';
import type { PageInRange, RangeSummary, VcpuInRange } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import { formatShare } from '../../format/share';
import { exactDuration, formatDuration, type ClockUnit } from '../../format/time';
import { exitColumns } from '../../tables/exitColumns';
import { stateBar } from '../idle/stateBar';
import { stateStyles, stateTitle } from '../idle/stateStyles';
import { causeTitle } from '../idle/wakerTexts';
import type { PartCell, PartColumn } from '../parts/partTable';
import { partMarkdown, partTable } from '../parts/partTable';

/** Where the numbers of a range lead to. */
export interface RangeLinks {
  readonly clockUnit: ClockUnit;
  readonly filterChosen: (filter: string) => void;
  readonly pageChosen: (vm: number, gpa: number) => void;
}

/** One of the tables of a range. */
export interface RangeTable {
  readonly title: string;
  readonly root: HTMLElement;
  readonly markdown: string;
}

/** The tables that a range fills, states first. */
export function rangeTables(range: RangeSummary, links: RangeLinks): readonly RangeTable[] {
  const strategies = range.vcpus.flatMap(({ vm, vcpu, periods }) =>
    periods.map((of) => ({ vm, vcpu, ...of })),
  );
  const woken = range.vcpus.filter(({ wakes }) => wakes.length > 0);
  const pages =
    range.pageCount > range.pages.length
      ? `Pages: the ${formatCount(range.pages.length)} most expensive of ${formatCount(range.pageCount)}`
      : 'Pages';
  return [
    rangeTable('Time of the vCPUs', 'range-states', stateColumns(range, links), range.vcpus),
    rangeTable('Exits', 'range-exits', rangeExitColumns(range, links), range.exits),
    rangeTable('Idle periods', 'range-strategies', strategyColumns(range, links), strategies),
    rangeTable('Wakeups', 'range-wakes', wakeColumns(links), woken),
    rangeTable(pages, 'range-pages', pageColumns(links), range.pages),
  ].flatMap((table) => table ?? []);
}

/** undefined: it would be empty. */
function rangeTable<Row>(
  title: string,
  testId: string,
  columns: readonly PartColumn<Row>[],
  rows: readonly Row[],
): RangeTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    title,
    root: partTable({ label: title, testId, columns, rows }),
    markdown: partMarkdown({ columns: columns.filter(({ id }) => id !== 'bar'), rows }),
  };
}

interface OfVcpu {
  readonly vm: number;
  readonly vcpu: number;
}

function vcpuColumn<Row extends OfVcpu>(): PartColumn<Row> {
  return {
    id: 'who',
    title: 'vCPU',
    meaning: 'VM and vCPU',
    isNumeric: false,
    cell: ({ vm, vcpu }) => ({ text: `VM ${vm} vCPU ${vcpu}` }),
  };
}

function countColumn<Row>(
  id: string,
  title: string,
  meaning: string,
  of: (row: Row) => number,
): PartColumn<Row> {
  return { id, title, meaning, isNumeric: true, cell: (row) => ({ text: formatCount(of(row)) }) };
}

function timeColumn<Row>(
  { clockUnit }: RangeLinks,
  id: string,
  title: string,
  meaning: string,
  of: (row: Row) => number | null,
): PartColumn<Row> {
  return { id, title, meaning, isNumeric: true, cell: (row) => timeCell(of(row), clockUnit) };
}

function timeCell(ns: number | null, unit: ClockUnit): PartCell {
  if (ns === null) return { text: '–', tooltip: 'Not recorded' };
  return { text: formatDuration(ns, unit), tooltip: exactDuration(ns, unit) };
}

function stateColumns(
  { states, fromNs, toNs }: RangeSummary,
  { clockUnit }: RangeLinks,
): readonly PartColumn<VcpuInRange>[] {
  return [
    vcpuColumn(),
    {
      id: 'bar',
      title: 'Share of the time',
      meaning: 'All states together are the whole range',
      isNumeric: false,
      cell: ({ statesNs }) => ({ text: '', picture: stateBar(states, statesNs) }),
    },
    ...states.map((state, index): PartColumn<VcpuInRange> => ({
      id: state,
      title: stateTitle(state),
      meaning: stateStyles[state]?.meaning ?? state,
      isNumeric: true,
      swatch: () => element('span', { class: `swatch state-${state}`, 'aria-hidden': 'true' }),
      cell: ({ statesNs }) => ({
        text: formatShare(toNs > fromNs ? statesNs[index]! / (toNs - fromNs) : 0),
        tooltip: `${formatDuration(statesNs[index]!, clockUnit)} (${exactDuration(statesNs[index]!, clockUnit)})`,
      }),
    })),
  ];
}

/** The exits table's own columns; a count leads to its events. */
function rangeExitColumns(
  { fromNs, toNs }: RangeSummary,
  { clockUnit, filterChosen }: RangeLinks,
): readonly PartColumn<ExitRow>[] {
  const context = { clockUnit, durationNs: toNs - fromNs };
  return exitColumns.map(({ id, title, meaning, isNumeric, cell }) => ({
    id,
    title,
    meaning: id === 'count' ? `${meaning}; shows their events` : meaning,
    isNumeric,
    cell: (row): PartCell => ({
      ...cell(row, context),
      ...(id === 'count' && {
        opened: () => {
          const { vm, vcpu, code } = row;
          const time = `time>=${Math.floor(fromNs)}ns time<=${Math.ceil(toNs)}ns`;
          filterChosen(`kvm_exit reason=${code} vm=${vm} vcpu=${vcpu} ${time}`);
        },
      }),
    }),
  }));
}

interface StrategyInRange extends OfVcpu {
  readonly strategy: string;
  readonly count: number;
  readonly ns: number;
}

function strategyColumns(
  { fromNs, toNs }: RangeSummary,
  links: RangeLinks,
): readonly PartColumn<StrategyInRange>[] {
  return [
    vcpuColumn(),
    {
      id: 'strategy',
      title: 'Strategy',
      meaning: 'By which means the guest was idle',
      isNumeric: false,
      cell: ({ strategy }) => ({ text: strategy }),
    },
    countColumn('periods', 'Periods', 'Idle periods in the range', ({ count }) => count),
    timeColumn(links, 'total', 'Total', 'Their time in the range', ({ ns }) => ns),
    {
      id: 'share',
      title: 'Share',
      meaning: 'Of the range',
      isNumeric: true,
      cell: ({ ns }) => ({ text: formatShare(toNs > fromNs ? ns / (toNs - fromNs) : 0) }),
    },
  ];
}

function wakeColumns(links: RangeLinks): readonly PartColumn<VcpuInRange>[] {
  return [
    vcpuColumn(),
    countColumn('wakes', 'Wakeups', 'Idle periods that ended in the range', ({ wakes }) =>
      wakes.reduce((sum, { count }) => sum + count, 0),
    ),
    {
      id: 'causes',
      title: 'Woken by',
      meaning: 'What ended them, and how often',
      isNumeric: false,
      cell: ({ wakes }) => ({
        text: wakes
          .map(({ cause, count }) => `${causeTitle(cause)} ${formatCount(count)}`)
          .join(', '),
      }),
    },
    timeColumn(
      links,
      'p50',
      'Latency p50',
      'Half of them took at most this long from the cause to guest code',
      ({ latencyP50Ns }) => latencyP50Ns,
    ),
    timeColumn(links, 'p99', 'p99', '99 % of them took at most this', (row) => row.latencyP99Ns),
    timeColumn(links, 'max', 'Max', 'The slowest of them', (row) => row.latencyMaxNs),
  ];
}

function pageColumns(links: RangeLinks): readonly PartColumn<PageInRange>[] {
  return [
    {
      id: 'page',
      title: 'Page',
      meaning: 'Guest-physical address; shows it in the Pages view',
      isNumeric: false,
      cell: ({ vm, gpa }) => ({
        text: `VM ${vm} ${gpa}`,
        opened: () => {
          links.pageChosen(vm, Number(gpa));
        },
      }),
    },
    countColumn('faults', 'Faults', 'Faults on the page in the range', ({ faults }) => faults),
    countColumn('stores', 'Stores', 'Of these, stores against its protection', (row) => row.stores),
    timeColumn(links, 'cost', 'Cost', 'From exits to entries, added up', ({ costNs }) => costNs),
    {
      id: 'sharing',
      title: 'Sharing',
      meaning: 'How vCPUs fight over the page, by all of the trace',
      isNumeric: false,
      cell: ({ sharing }) => ({ text: sharing ?? '–' }),
    },
  ];
}
