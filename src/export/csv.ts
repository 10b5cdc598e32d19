import { csvText } from '../base/csvText';
import type { EventRecord } from '../queries/eventRecord';

/** Events as CSV, without a header. */
export function csvRows(records: readonly EventRecord[], columns: readonly string[]): string {
  return csvText(records.map((record) => columns.map((column) => cell(record[column]))));
}

export function csvHeader(columns: readonly string[]): string {
  return csvText([columns]);
}

function cell(value: EventRecord[string] | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? value.join(' ') : value;
}
