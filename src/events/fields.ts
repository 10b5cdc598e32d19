import type { EventBlock, EventKind, EventTable, FieldColumns, WordColumn } from './EventTable';
import { BLOCK_ROWS, BLOCK_SHIFT, NO_DETAIL } from './EventTable';

/** The block that holds a row, and the row within it. */
export function blockOfRow(table: EventTable, row: number): { block: EventBlock; at: number } {
  return { block: table.blocks[row >>> BLOCK_SHIFT]!, at: row & (BLOCK_ROWS - 1) };
}

/** Position of a kept field in its kind's columns, or -1 when the recording's format has no such field. */
export function fieldIndex(kind: EventKind, name: string): number {
  return kind.fields.findIndex((field) => field.name === name);
}

/** Low words of a kept field in a block, by `detail`: of the first of the names that the kind has. */
export function lowWords(
  block: EventBlock,
  kind: EventKind,
  ...names: readonly string[]
): WordColumn | undefined {
  const index = names.map((name) => fieldIndex(kind, name)).find((found) => found >= 0);
  return index === undefined ? undefined : block.fields[kind.index]?.low[index];
}

/** High words of an 8-byte field; undefined where the field is not kept, or narrower. */
export function highWords(
  block: EventBlock,
  kind: EventKind,
  name: string,
): WordColumn | undefined {
  const index = fieldIndex(kind, name);
  return index < 0 ? undefined : block.fields[kind.index]?.high[index];
}

/** Value of an 8-byte field, exact. */
function bigFieldValue(columns: FieldColumns, field: number, at: number): bigint {
  return (BigInt(columns.high[field]?.[at] ?? 0) << 32n) | BigInt(columns.low[field]![at]!);
}

/** A kept field as one value: signed where the format says so, bigint for 8-byte fields. Undefined when not kept. */
export function fieldValue(
  block: EventBlock,
  kind: EventKind,
  at: number,
  name: string,
): number | bigint | undefined {
  const index = fieldIndex(kind, name);
  const columns = block.fields[kind.index];
  const detail = block.detail[at]!;
  if (index < 0 || columns === undefined || detail === NO_DETAIL) return undefined;
  const field = kind.fields[index]!;
  if (field.bytes === 8) {
    const value = bigFieldValue(columns, index, detail);
    return field.signed ? BigInt.asIntN(64, value) : value;
  }
  const word = columns.low[index]![detail]!;
  if (!field.signed) return word;
  const unusedBits = 32 - field.bytes * 8;
  return (word << unusedBits) >> unusedBits;
}
