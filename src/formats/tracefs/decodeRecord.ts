import { hex } from '../../base/hex';
import { textOfBytes } from '../text';
import type { DecodedField } from './DecodedField';
import { elementBytes } from './elementBytes';
import type { EventFormat, FormatField } from './EventFormat';
import { fieldExtent } from './fieldExtent';
import { printKnowledge } from './printKnowledge';
import { isWidth, valueShape } from './valueShape';
import type { Width } from './valueShape';

/**
 * Decodes the event's own fields (not the common ones) of one raw record, which starts at `common_type`.
 * A record that is shorter than its format yields truncated fields, never an exception.
 */
export function decodeRecord(
  format: EventFormat,
  record: Uint8Array,
  littleEndian: boolean,
): readonly DecodedField[] {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const { hexFields } = printKnowledge(format);
  return format.fields.map((field) => {
    const { start, end, truncated } = fieldExtent(field, view, littleEndian);
    const bytes = new DataView(record.buffer, record.byteOffset + start, end - start);
    const value = truncated && field.shape === 'scalar' ? '' : valueOf(field, bytes, littleEndian);
    const decoded = { name: field.name, field, value, inHex: hexFields.has(field.name) };
    return truncated ? { ...decoded, truncated } : decoded;
  });
}

function valueOf(
  field: FormatField,
  bytes: DataView,
  littleEndian: boolean,
): DecodedField['value'] {
  switch (valueShape(field)) {
    case 'number':
      return integerAt(bytes, 0, field.size as Width, field.signed, littleEndian);
    case 'text':
      return field.type.includes('cpumask') ? bitmapText(bytes, littleEndian) : textOf(bytes);
    case 'list':
      return elements(field, bytes, littleEndian);
  }
}

function elements(
  field: FormatField,
  bytes: DataView,
  littleEndian: boolean,
): readonly (number | bigint)[] {
  const declared = field.size / field.arrayLength;
  const width = isWidth(declared) ? declared : elementBytes(field.type);
  const count = Math.floor(bytes.byteLength / width);
  return Array.from({ length: count }, (_, index) =>
    integerAt(bytes, index * width, width, field.signed, littleEndian),
  );
}

function integerAt(
  bytes: DataView,
  at: number,
  width: Width,
  signed: boolean,
  littleEndian: boolean,
): number | bigint {
  switch (width) {
    case 1:
      return signed ? bytes.getInt8(at) : bytes.getUint8(at);
    case 2:
      return signed ? bytes.getInt16(at, littleEndian) : bytes.getUint16(at, littleEndian);
    case 4:
      return signed ? bytes.getInt32(at, littleEndian) : bytes.getUint32(at, littleEndian);
    case 8:
      return signed ? bytes.getBigInt64(at, littleEndian) : bytes.getBigUint64(at, littleEndian);
  }
}

/** Up to the first NUL. */
function textOf(bytes: DataView): string {
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nul = all.indexOf(0);
  return textOfBytes(nul < 0 ? all : all.subarray(0, nul));
}

/** A kernel bitmap is an array of longs, least significant first. */
function bitmapText(bytes: DataView, littleEndian: boolean): string {
  const longBytes = bytes.byteLength % 8 === 0 ? 8 : 4;
  let bits = 0n;
  for (let at = bytes.byteLength - longBytes; at >= 0; at -= longBytes) {
    const word = integerAt(bytes, at, longBytes, false, littleEndian);
    bits = (bits << BigInt(longBytes * 8)) | BigInt(word);
  }
  return hex(bits);
}
