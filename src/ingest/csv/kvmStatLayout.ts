import type { TableHead } from '../../formats/csv/TableHead';
import { noPlaceColumns } from './TableLayout';
import type { TableLayout } from './TableLayout';

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const COUNT = /^-?\d+$/;
/** Counters that every kvm_stat has: tracepoints, or what debugfs counts. */
const COUNTER = /^(kvm_\w+|exits|halt_exits|io_exits|irq_exits|mmio_exits|fpu_reload|tlb_flush)\b/;

/**
 * The layout of a log that `kvm_stat -c -L FILE` wrote; undefined: the table is another one. A row
 * has the local time of a sample, to the second and without a zone, and what each counter gained since
 * the sample before it. Source: CSVFormat and log() in tools/kvm/kvm_stat/kvm_stat.
 */
export function kvmStatLayout({ dialect, columns, samples }: TableHead): TableLayout | undefined {
  const [stamp, ...counters] = columns;
  const isOne =
    dialect.delimiter === ',' &&
    stamp === 'timestamp' &&
    counters.some((name) => COUNTER.test(name)) &&
    samples.every((row) => isHeader(row, columns) || isSample(row));
  if (!isOne) return undefined;
  return {
    kind: 'kvm_stat',
    places: { ...noPlaceColumns, time: 0 },
    timeUnit: 'date',
    t0: undefined,
    clock: undefined,
    clockUnit: 'ns',
    kernel: undefined,
    hostCpus: undefined,
    eventName: 'kvm_stat',
    fields: counters.map((name, index) => ({ name, column: index + 1, shape: undefined })),
  };
}

function isSample([stamp, ...counts]: readonly string[]): boolean {
  return STAMP.test(stamp!) && counts.every((count) => COUNT.test(count));
}

/** Logged to a terminal, the header comes again every 20 rows. */
function isHeader(row: readonly string[], columns: readonly string[]): boolean {
  return row.every((cell, column) => cell === columns[column]);
}
