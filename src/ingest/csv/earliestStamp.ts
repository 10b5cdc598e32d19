import { CellTime, NANOS_A_SECOND } from '../../formats/csv/CellTime';
import { CsvRows } from '../../formats/csv/CsvRows';
import type { TableHead } from '../../formats/csv/TableHead';
import type { ByteSource } from '../../formats/ByteSource';
import { bareCells } from './bareCells';
import type { TableLayout } from './TableLayout';

/** Rows of a table are sorted over two stretches: an earlier one can stand in no later stretch. */
const STRETCHES = 2;

/** Stamp of a table's first event, ns; undefined when its first rows have no time. */
export function earliestStamp(
  source: ByteSource,
  { dialect, columns, rowsAt }: TableHead,
  { places, timeUnit }: TableLayout,
): bigint | undefined {
  const time = new CellTime(timeUnit, dialect.delimiter !== ',');
  const onDamage = (): void => undefined;
  const rows = new CsvRows({ source, dialect, start: rowsAt, firstLine: 1, onDamage });
  let earliest: { seconds: number; nanos: number } | undefined;
  const take = (cells: readonly string[]): void => {
    if (cells.length !== columns.length || !time.read(bareCells(cells)[places.time]!)) return;
    const { seconds, nanos } = time;
    if (earliest === undefined || time.since(earliest.seconds, earliest.nanos) < 0) {
      earliest = { seconds, nanos };
    }
  };
  for (let stretch = 0; stretch < STRETCHES && rows.next(take); stretch++);
  if (earliest === undefined) return undefined;
  return BigInt(earliest.seconds) * BigInt(NANOS_A_SECOND) + BigInt(earliest.nanos);
}
