import type { TableColumns, TableToName } from '../../base/tableColumns';
import type { TableHead } from '../../formats/csv/TableHead';

/** Rows that are enough to see what a column holds. */
const SHOWN_ROWS = 3;

/** What a person needs to see of a table to name its columns. */
export function tableToName(
  { columns, samples }: TableHead,
  guess: Partial<TableColumns>,
): TableToName {
  return {
    columns: columns.map((name, column) => ({
      name,
      samples: samples.slice(0, SHOWN_ROWS).map((row) => row[column]!),
    })),
    guess,
  };
}
