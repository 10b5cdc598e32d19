import { NS_PER_SECOND } from '../../src/base/nsPerSecond';
import type { ExitRow } from '../../src/protocol/ExitRow';
import { formatCount, formatRate } from '../format/count';
import { formatShare } from '../format/share';
import { exactDuration, formatDuration, type ClockUnit } from '../format/time';

/** What a cell's text depends on beside its row. */
export interface ExitContext {
  readonly clockUnit: ClockUnit;
  readonly durationNs: number;
}

export interface CellText {
  readonly text: string;
  /** What the text rounds or leaves out. */
  readonly tooltip?: string;
}

export interface ExitColumn {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly isNumeric: boolean;
  /** What the column is sorted by; undefined sorts last in either direction. */
  readonly sortKey: (row: ExitRow, context: ExitContext) => string | number | undefined;
  readonly cell: (row: ExitRow, context: ExitContext) => CellText;
}

export const exitColumns: readonly ExitColumn[] = [
  {
    id: 'vm',
    title: 'VM',
    meaning: 'Number of the virtual machine in this trace',
    isNumeric: true,
    sortKey: (row) => row.vm,
    cell: (row) => ({ text: row.vm.toString() }),
  },
  {
    id: 'vcpu',
    title: 'vCPU',
    meaning: 'KVM’s vcpu_id within the VM',
    isNumeric: true,
    sortKey: (row) => row.vcpu,
    cell: (row) => ({ text: row.vcpu.toString() }),
  },
  {
    id: 'reason',
    title: 'Reason',
    meaning: 'Exit reason: name and number',
    isNumeric: false,
    sortKey: (row) => row.reason.toLowerCase(),
    cell: (row) => ({
      text: `${row.reason} (${spelledCode(row)})`,
      tooltip: `${row.reason}, ${isaName(row)} ${row.code} = 0x${row.code.toString(16)}`,
    }),
  },
  {
    id: 'class',
    title: 'Class',
    meaning: 'What kind of work caused the exit',
    isNumeric: false,
    sortKey: (row) => row.class,
    cell: classCell,
  },
  {
    id: 'count',
    title: 'Count',
    meaning: 'Exits of this reason',
    isNumeric: true,
    sortKey: (row) => row.count,
    cell: (row) => ({ text: formatCount(row.count), ...unpairedTooltip(row) }),
  },
  {
    id: 'rate',
    title: 'Exits/s',
    meaning: 'Count over the time that is loaded',
    isNumeric: true,
    sortKey: exitsPerSecond,
    cell: (row, context) => {
      const rate = exitsPerSecond(row, context);
      if (rate !== undefined) return { text: formatRate(rate) };
      return {
        text: '–',
        tooltip: 'Not known: the trace clock has no frequency to count seconds by',
      };
    },
  },
  {
    id: 'total',
    title: 'Total',
    meaning: 'Time from these exits to the next entry of the vCPU, added up',
    isNumeric: true,
    sortKey: (row) => (row.paired === 0 ? undefined : row.totalNs),
    cell: (row, { clockUnit }) => timeCell(row.totalNs, row, clockUnit),
  },
  {
    id: 'share',
    title: 'Share',
    meaning: 'Part of the exit time of this vCPU, whose rows add up to 100 %',
    isNumeric: true,
    sortKey: (row) => (row.paired === 0 ? undefined : row.share),
    cell: (row) =>
      row.paired === 0 ? timeCell(null, row, 'ns') : { text: formatShare(row.share) },
  },
  timeColumn('min', 'Min', 'Shortest time from exit to entry', (row) => row.minNs),
  timeColumn('mean', 'Mean', 'Mean time from exit to entry', (row) => row.meanNs),
  timeColumn('p50', 'p50', 'Half of the exits took at most this long', (row) => row.p50Ns),
  timeColumn('p90', 'p90', '90 % of the exits took at most this long', (row) => row.p90Ns),
  timeColumn('p99', 'p99', '99 % of the exits took at most this long', (row) => row.p99Ns),
  timeColumn('max', 'Max', 'Longest time from exit to entry', (row) => row.maxNs),
];

function classCell({ classes }: ExitRow): CellText {
  const text = classes.map((of) => of.class).join(', ');
  if (classes.length === 1) return { text };
  return { text, tooltip: classes.map((of) => `${of.class} ${formatCount(of.count)}`).join(', ') };
}

/** Exits per second of trace; undefined where seconds are not known. */
export function exitsPerSecond(row: ExitRow, context: ExitContext): number | undefined {
  if (context.clockUnit === 'cycles' || context.durationNs === 0) return undefined;
  return row.count / (context.durationNs / NS_PER_SECOND);
}

function timeColumn(
  id: string,
  title: string,
  meaning: string,
  time: (row: ExitRow) => number | null,
): ExitColumn {
  return {
    id,
    title,
    meaning,
    isNumeric: true,
    sortKey: (row) => time(row) ?? undefined,
    cell: (row, { clockUnit }) => timeCell(time(row), row, clockUnit),
  };
}

function timeCell(time: number | null, row: ExitRow, clockUnit: ClockUnit): CellText {
  if (time === null || row.paired === 0) {
    return { text: '–', tooltip: 'No exit of this kind was followed by an entry' };
  }
  return { text: formatDuration(time, clockUnit), tooltip: exactDuration(time, clockUnit) };
}

function unpairedTooltip(row: ExitRow): { readonly tooltip?: string } {
  if (row.paired === row.count) return {};
  return {
    tooltip: `${formatCount(row.count - row.paired)} of them had no entry after them; times are over the other ${formatCount(row.paired)}`,
  };
}

/** AMD's manuals and the kernel spell exit codes in hex, Intel's in decimal. */
function spelledCode(row: ExitRow): string {
  return row.isa === 'svm' ? `0x${row.code.toString(16)}` : row.code.toString();
}

function isaName(row: ExitRow): string {
  switch (row.isa) {
    case 'vmx':
      return 'VMX exit reason';
    case 'svm':
      return 'SVM exit code';
    case null:
      return 'exit reason';
  }
}
