import type { DecodedField } from '../../formats/tracefs/DecodedField';
import { cellField } from './cellField';
import type { EventFields } from './EventFields';
import type { ExitReasonCells } from './ExitReasonCells';
import type { TableLayout } from './TableLayout';

/** The own fields of an event, out of its row; those that its reason tells stand in front. */
export function rowDecodedFields(
  layout: TableLayout,
  { names, isExit }: EventFields,
  cells: readonly string[],
  reasons: ExitReasonCells,
): readonly DecodedField[] {
  const own: DecodedField[] = [];
  layout.fields.forEach(({ column, shape }, field) => {
    const name = names[field];
    const cell = cells[column] ?? '';
    if (name !== undefined && cell !== '') own.push(cellField(name, cell, shape));
  });
  const hasReason = own.some(({ name, value }) => name === 'exit_reason' && isNumber(value));
  const reason = cells[layout.places.reason] ?? '';
  if (!isExit || hasReason || reason === '') return own;
  return [...reasonFields(reason, own, reasons), ...own];
}

function reasonFields(
  cell: string,
  own: readonly DecodedField[],
  reasons: ExitReasonCells,
): readonly DecodedField[] {
  const found = reasons.read(cell);
  // What no table names stays to be seen as it is written.
  if (found === undefined) return [cellField('reason', cell, 'text')];
  const fields = [cellField('exit_reason', String(found.exitReason), undefined)];
  const hasIsa = own.some(({ name }) => name === 'isa');
  return found.isa === undefined || hasIsa
    ? fields
    : [...fields, cellField('isa', String(found.isa), undefined)];
}

function isNumber(value: DecodedField['value']): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}
