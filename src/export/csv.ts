import Papa from 'papaparse';
import type { EventRecord } from '../queries/eventRecord';

/**
 * Rows as CSV (RFC 4180, LF), without a header. Text that a spreadsheet would run as a formula gets
 * a quote in front: thread names come from whoever was traced.
 */
export function csvRows(records: readonly EventRecord[], columns: readonly string[]): string {
  const rows = records.map((record) => columns.map((column) => cell(record[column])));
  return `${Papa.unparse(rows, { newline: '\n', escapeFormulae: true })}\n`;
}

export function csvHeader(columns: readonly string[]): string {
  return `${Papa.unparse([[...columns]], { newline: '\n' })}\n`;
}

function cell(value: EventRecord[string] | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? value.join(' ') : value;
}
