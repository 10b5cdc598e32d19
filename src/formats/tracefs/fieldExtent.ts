import type { FormatField } from './EventFormat';

/** Where in a record the bytes of a field are: `[start, end)`, within the record. */
export interface FieldExtent {
  readonly start: number;
  readonly end: number;
  /** The format claims more bytes than the record has. */
  readonly truncated: boolean;
}

/** Follows `__data_loc` and `__rel_loc`, ends open arrays at the record's end, and checks every bound. */
export function fieldExtent(
  field: FormatField,
  record: DataView,
  littleEndian: boolean,
): FieldExtent {
  switch (field.shape) {
    case 'scalar':
      return within(record, field.offset, field.size);
    case 'array':
      // `char buf[]` of ftrace's print event: no size, up to where the record ends.
      return field.size === 0
        ? within(record, field.offset, Math.max(0, record.byteLength - field.offset))
        : within(record, field.offset, field.size);
    case 'data-loc':
    case 'rel-loc': {
      const pointerEnd = field.offset + 4;
      if (pointerEnd > record.byteLength) {
        return { start: record.byteLength, end: record.byteLength, truncated: true };
      }
      const pointer = record.getUint32(field.offset, littleEndian);
      const from = field.shape === 'rel-loc' ? pointerEnd : 0;
      return within(record, from + (pointer & 0xffff), pointer >>> 16);
    }
  }
}

function within(record: DataView, start: number, size: number): FieldExtent {
  const limit = record.byteLength;
  return {
    start: Math.min(start, limit),
    end: Math.min(start + size, limit),
    truncated: start + size > limit,
  };
}
