import { columnReference, optionalColumns } from '../../base/tableColumns';
import type { OptionalColumn, TableColumns, TimeColumn, TimeUnit } from '../../base/tableColumns';
import { isNumeric } from '../../formats/csv/looksLikeTable';
import type { TableHead } from '../../formats/csv/TableHead';

/** How tools call the column of the time, most telling first; a unit may follow. */
const TIME_NAMES = ['time', 'timestamp', 'ts', 'stamp', 'datetime', 'date', 'when', 't'];
const UNIT_SUFFIX = /^(.+?)[\s_.:([-]+(ns|nsec|us|usec|µs|ms|msec|s|sec|secs|seconds)[)\]]?$/;
const DATE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;

interface Names {
  readonly names: readonly string[];
  /** What the cells must be. */
  readonly cells: 'numbers' | 'texts';
}

const NAMES: Readonly<Record<OptionalColumn, Names>> = {
  event: { names: ['event', 'event_name', 'tracepoint', 'probe', 'name', 'type'], cells: 'texts' },
  vcpu: { names: ['vcpu', 'vcpu_id', 'vcpuid'], cells: 'numbers' },
  cpu: { names: ['cpu', 'host_cpu', 'pcpu', 'cpu_id', 'cpuid', 'processor'], cells: 'numbers' },
  tid: { names: ['tid', 'thread_id', 'lwp', 'pid'], cells: 'numbers' },
  comm: { names: ['comm', 'thread', 'thread_name', 'task', 'process', 'command'], cells: 'texts' },
  reason: { names: ['reason', 'exit_reason', 'exitreason'], cells: 'texts' },
};

/**
 * What the names in a header and the cells below suggest, as a proposal to a person: never taken
 * unasked. What nothing suggests is absent.
 */
export function guessColumns(head: TableHead): Partial<TableColumns> {
  const time = guessTime(head);
  const taken = new Set(time === undefined ? [] : [time.column]);
  const guesses: Partial<Record<OptionalColumn, string>> = {};
  for (const role of optionalColumns) {
    const { names, cells } = NAMES[role];
    const found = names.find((name) => {
      const column = columnNamed(head, name);
      if (column < 0 || taken.has(columnReference(head.columns, column))) return false;
      return isNumeric(head.samples, column) === (cells === 'numbers');
    });
    if (found === undefined) continue;
    guesses[role] = columnReference(head.columns, columnNamed(head, found));
    taken.add(guesses[role]);
  }
  return { ...(time && { time }), ...guesses };
}

function columnNamed({ columns }: TableHead, name: string): number {
  return columns.findIndex((column) => column.toLowerCase() === name);
}

function guessTime(head: TableHead): TimeColumn | undefined {
  const numeric = head.columns.flatMap((_, column) =>
    isNumeric(head.samples, column) ? [column] : [],
  );
  const parts = (column: number): { base: string; unit: string | undefined } => {
    const name = head.columns[column]!.toLowerCase();
    const [, base, unit] = UNIT_SUFFIX.exec(name) ?? [];
    return { base: base ?? name, unit };
  };
  const rank = (column: number): number => TIME_NAMES.indexOf(parts(column).base);
  const column = numeric
    .filter((candidate) => rank(candidate) >= 0)
    .sort((a, b) => rank(a) - rank(b))[0];
  if (column === undefined) return undefined;
  const cells = head.samples.map((row) => row[column]!.trim()).filter((cell) => cell !== '');
  return {
    column: columnReference(head.columns, column),
    unit: unitOf(parts(column).unit, cells),
    // Zero is where a recording starts that counts from its start.
    isRelative: Number(cells[0]) === 0,
  };
}

function unitOf(suffix: string | undefined, cells: readonly string[]): TimeUnit {
  if (cells.some((cell) => DATE.test(cell))) return 'date';
  if (suffix !== undefined) {
    if (suffix.startsWith('n')) return 'ns';
    if (suffix.startsWith('u') || suffix.startsWith('µ')) return 'us';
    return suffix.startsWith('m') ? 'ms' : 's';
  }
  const first = Number(cells[0]!.replace(',', '.'));
  const epoch = SINCE_1970.find(([from, to]) => first >= from && first < to);
  if (epoch !== undefined) return epoch[2];
  return cells.some((cell) => /[.,]/.test(cell)) ? 's' : 'ns';
}

/** Stamps since 1970, of the years 2008 to 2049, by what they count. */
const SINCE_1970: readonly (readonly [from: number, to: number, unit: TimeUnit])[] = [
  [1.2e9, 2.5e9, 's'],
  [1.2e12, 2.5e12, 'ms'],
  [1.2e15, 2.5e15, 'us'],
  [1.2e18, 2.5e18, 'ns'],
];
