import { CsvRows } from '../../formats/csv/CsvRows';
import type { TableHead } from '../../formats/csv/TableHead';
import type { ByteSource } from '../../formats/ByteSource';
import { bareCells } from './bareCells';
import { ExitReasonCells } from './ExitReasonCells';
import { NO_COLUMN } from './TableLayout';
import type { TableLayout } from './TableLayout';

/**
 * `isa` of the exit reasons that the first rows name; undefined where they name none, or those of both. A table
 * is of one host: what a number means that stands among names, these tell.
 */
export function namedIsa(
  source: ByteSource,
  { dialect, columns, rowsAt }: TableHead,
  { places }: TableLayout,
): number | undefined {
  if (places.reason === NO_COLUMN) return undefined;
  const reasons = new ExitReasonCells();
  const onDamage = (): void => undefined;
  const rows = new CsvRows({ source, dialect, start: rowsAt, firstLine: 1, onDamage });
  const found = new Set<number>();
  rows.next((cells) => {
    if (cells.length !== columns.length) return;
    const isa = reasons.read(bareCells(cells)[places.reason]!)?.isa;
    if (isa !== undefined) found.add(isa);
  });
  return found.size === 1 ? [...found][0] : undefined;
}
