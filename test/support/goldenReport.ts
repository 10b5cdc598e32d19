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

/** An event as another tool tells it. */
export interface ToldEvent {
  readonly event: string;
  readonly stamp: bigint;
  readonly hostCpu: number;
  readonly tid: number;
  /** Numbers as the tool prints them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export async function goldenReport(program: string, file: string): Promise<GoldenReport> {
  const golden = new GoldenColumns(comparedEvents);
  for await (const text of reportLines(program, file)) {
    const line = parseReportLine(text);
    if (line.kind === 'lost') golden.lost.push([line.hostCpu, line.count]);
    if (line.kind !== 'event') continue;
    const pairs = line.payload.split(' ').map((pair) => pair.split('=') as [string, string]);
    golden.add({ ...line, fields: pairs });
  }
  return golden.finish();
}

/** Collects what a tool tells of the events of a recording. */
export class GoldenColumns {
  readonly lost: [number, number | null][] = [];
  private readonly counts = new Map<string, number>();
  private readonly columns = new Map<string, Map<string, string[]>>();

  /** `compared`: events whose columns are kept. */
  constructor(private readonly compared: readonly string[]) {}

  add({ event, stamp, hostCpu, tid, fields }: ToldEvent): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + 1);
    if (!this.compared.includes(event)) return;
    const own = this.columns.get(event) ?? new Map<string, string[]>();
    this.columns.set(event, own);
    const common: [string, string][] = [
      ['stamp', String(stamp)],
      ['cpu', String(hostCpu)],
      ['tid', String(tid)],
    ];
    for (const [name, value] of [...common, ...fields]) {
      const column = own.get(name);
      if (column === undefined) own.set(name, [value]);
      else column.push(value);
    }
  }

  finish(): GoldenReport {
    return {
      counts: Object.fromEntries([...this.counts].sort()),
      lost: this.lost,
      columns: Object.fromEntries(
        [...this.columns].map(([event, own]) => [
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
