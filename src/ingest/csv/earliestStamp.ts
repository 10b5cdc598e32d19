import { NS_PER_SECOND } from '../../base/nsPerSecond';
import { CellTime } from '../../formats/csv/CellTime';
import { CsvRows } from '../../formats/csv/CsvRows';
import type { TableHead } from '../../formats/csv/TableHead';
import type { ByteSource } from '../../formats/ByteSource';
import { FormatError } from '../../formats/FormatError';
import { readFully } from '../../formats/readFully';
import { bareCells } from './bareCells';
import type { TableLayout } from './TableLayout';

/** Rows of a table are sorted over two stretches: an earlier one can stand in no later stretch. */
const STRETCHES = 2;
/** The last row starts within so many bytes of the end. */
const END_BYTES = 1 << 16;

/**
 * Stamp of a table's first event, ns; undefined when its first rows have no time. Throws a `FormatError`
 * when rows stand in descending order and are more than can be sorted.
 */
export function earliestStamp(
  source: ByteSource,
  head: TableHead,
  layout: TableLayout,
): bigint | undefined {
  const first = earliestFrom(source, head, layout, head.rowsAt);
  if (first === undefined) return undefined;
  const endFrom = source.size - END_BYTES;
  if (endFrom <= head.rowsAt) return stampOf(first);
  const last = earliestFrom(source, head, layout, nextRow(source, head, endFrom));
  if (last === undefined || stampOf(last) >= stampOf(first)) return stampOf(first);
  throw new FormatError(
    'unsupported',
    { section: 'table rows', offset: head.rowsAt },
    'its last rows are earlier than its first ones: it is in no order of time, or in descending order',
    'Sort the table by its column of the time, ascending.',
  );
}

interface Stamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** Of the rows of two stretches from `start` on. */
function earliestFrom(
  source: ByteSource,
  { dialect, columns }: TableHead,
  { places, timeUnit }: TableLayout,
  start: number,
): Stamp | undefined {
  const time = new CellTime(timeUnit, dialect.delimiter !== ',');
  const onDamage = (): void => undefined;
  const rows = new CsvRows({ source, dialect, start, firstLine: 1, onDamage });
  let earliest: Stamp | undefined;
  const take = (cells: readonly string[]): void => {
    if (cells.length !== columns.length || !time.read(bareCells(cells)[places.time]!)) return;
    const { seconds, nanos } = time;
    if (earliest === undefined || time.since(earliest.seconds, earliest.nanos) < 0) {
      earliest = { seconds, nanos };
    }
  };
  for (let stretch = 0; stretch < STRETCHES && rows.next(take); stretch++);
  return earliest;
}

/** Where a row starts behind a byte; within quotes it is none, and not as wide as the header. */
function nextRow(source: ByteSource, { dialect }: TableHead, from: number): number {
  const bytes = new Uint8Array(END_BYTES);
  const got = readFully(source, bytes, from);
  const at = bytes.subarray(0, got).indexOf(dialect.newline.charCodeAt(0));
  return at < 0 ? source.size : from + at + 1;
}

function stampOf({ seconds, nanos }: Stamp): bigint {
  return BigInt(seconds) * BigInt(NS_PER_SECOND) + BigInt(nanos);
}
