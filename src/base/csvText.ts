import Papa from 'papaparse';

export type CsvCell = string | number | null | undefined;

/**
 * Rows as CSV (RFC 4180, but LF). Text that a spreadsheet would run as a formula gets a quote in
 * front: names of threads and exit reasons come from whoever was traced.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  const cells = rows.map((row) => [...row]);
  return `${Papa.unparse(cells, { newline: '\n', escapeFormulae: true })}\n`;
}
