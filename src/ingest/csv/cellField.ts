import { CellNumber } from '../../formats/csv/CellNumber';
import { EMPTY_TEXT } from '../../formats/csv/CsvDialect';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import type { EventFormat } from '../../formats/tracefs/EventFormat';
import type { RecordedColumn } from '../Recording';
import { cellText } from './cellText';

type FormatField = EventFormat['fields'][number];

/**
 * A field out of a cell. Numbers keep how they are written: hex stays hex, and is wide; a decimal is a
 * number where a double holds it.
 */
export function cellField(
  name: string,
  cell: string,
  shape: RecordedColumn['shape'],
): DecodedField {
  if (shape === 'list') return listField(name, cell === EMPTY_TEXT ? [] : cell.split(' '));
  const number = shape === undefined ? numberIn(cell) : undefined;
  if (number === undefined) {
    return { name, field: formatField(name, 'array'), value: cellText(cell), inHex: false };
  }
  return { name, field: formatField(name, 'scalar'), value: number.value, inHex: number.inHex };
}

function listField(name: string, cells: readonly string[]): DecodedField {
  const numbers = cells.flatMap((cell) => numberIn(cell) ?? []);
  return {
    name,
    field: formatField(name, 'array'),
    value: numbers.map(({ value }) => value),
    inHex: numbers.some(({ inHex }) => inHex),
  };
}

interface NumberInCell {
  readonly value: number | bigint;
  readonly inHex: boolean;
}

function numberIn(cell: string): NumberInCell | undefined {
  const number = new CellNumber();
  const kind = number.read(cell);
  if (kind === 'none') return undefined;
  if (kind === 'signed' && number.high === 0) return { value: number.low, inHex: false };
  const bits = (BigInt(number.high) << 32n) | BigInt(number.low);
  if (kind === 'hex') return { value: bits, inHex: true };
  const value = kind === 'signed' ? BigInt.asIntN(64, bits) : bits;
  const exact = Number.isSafeInteger(Number(value));
  return { value: exact ? Number(value) : value, inHex: false };
}

/** A table has no layout of records: a number has the width its words have. */
function formatField(name: string, shape: FormatField['shape']): FormatField {
  const size = shape === 'scalar' ? 8 : 0;
  return { name, type: '', offset: 0, size, signed: true, shape, arrayLength: 0 };
}
