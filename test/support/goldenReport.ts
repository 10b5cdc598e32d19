import { comparedEvents } from './compareWithReport';
import { reportLines } from './reportLines';
import { parseReportLine } from './traceCmdReport';

/** What `trace-cmd report -R -t` says of a recording, in a form small enough to be kept. */
export interface GoldenReport {
  /** Events by tracepoint. */
  readonly counts: Readonly<Record<string, number>>;
  /** `[host CPU, events]` of every loss, in the report's order; null: trace-cmd does not know how many. */
  readonly lost: readonly (readonly [hostCpu: number, count: number | null])[];
  /** By event, then by `stamp`, `cpu`, `tid` and the event's fields: one value a row, numbers as the report prints them. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, PackedColumn>>>>;
}

/** Values of a column: the first and the steps to the next ones, or a list of values and each row's place in it. */
export type PackedColumn =
  | { readonly first: string; readonly steps: readonly number[] }
  | { readonly values: readonly string[]; readonly rows: string | readonly number[] };

/** Names the first values in a column of few: one character a row. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

export async function goldenReport(program: string, file: string): Promise<GoldenReport> {
  const counts = new Map<string, number>();
  const lost: [number, number | null][] = [];
  const columns = new Map<string, Map<string, string[]>>();
  for await (const text of reportLines(program, file)) {
    const line = parseReportLine(text);
    if (line.kind === 'lost') lost.push([line.hostCpu, line.count]);
    if (line.kind !== 'event') continue;
    counts.set(line.event, (counts.get(line.event) ?? 0) + 1);
    if (!comparedEvents.includes(line.event)) continue;
    const own = columns.get(line.event) ?? new Map<string, string[]>();
    columns.set(line.event, own);
    const fields = line.payload.split(' ').map((pair) => pair.split('=') as [string, string]);
    const common: [string, string][] = [
      ['stamp', String(line.stamp)],
      ['cpu', String(line.hostCpu)],
      ['tid', String(line.tid)],
    ];
    for (const [name, value] of [...common, ...fields]) {
      const column = own.get(name);
      if (column === undefined) own.set(name, [value]);
      else column.push(value);
    }
  }
  return {
    counts: Object.fromEntries([...counts].sort()),
    lost,
    columns: Object.fromEntries(
      [...columns].map(([event, own]) => [
        event,
        Object.fromEntries(
          [...own].map(([name, values]) => [
            name,
            name === 'stamp' ? packedStamps(values) : packedValues(values),
          ]),
        ),
      ]),
    ),
  };
}

/** The column's values, as numbers. */
export function unpackedColumn(column: PackedColumn): readonly bigint[] {
  if ('first' in column) {
    let stamp = BigInt(column.first);
    return [stamp, ...column.steps.map((step) => (stamp += BigInt(step)))];
  }
  const values = column.values.map(BigInt);
  const { rows } = column;
  const indices =
    typeof rows === 'string' ? Array.from(rows).map((digit) => DIGITS.indexOf(digit)) : rows;
  return indices.map((index) => values[index]!);
}

function packedStamps(stamps: readonly string[]): PackedColumn {
  const steps = stamps
    .slice(1)
    .map((stamp, index) => Number(BigInt(stamp) - BigInt(stamps[index]!)));
  return { first: stamps[0]!, steps };
}

function packedValues(all: readonly string[]): PackedColumn {
  const indexOf = new Map<string, number>();
  const rows = all.map((value) => {
    const index = indexOf.get(value) ?? indexOf.size;
    indexOf.set(value, index);
    return index;
  });
  const values = [...indexOf.keys()];
  const digits = rows.map((index) => DIGITS[index] ?? '?').join('');
  return { values, rows: values.length <= DIGITS.length ? digits : rows };
}
