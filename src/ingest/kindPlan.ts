import type { WordPlace } from '../events/ColumnPacker';
import type { StoredField } from '../events/EventTable';
import type { EventFormat, FormatField } from '../formats/tracefs/EventFormat';

/** How the kept fields of one tracepoint are taken from its records. */
export interface KindPlan {
  readonly fields: readonly StoredField[];
  readonly low: readonly WordPlace[];
  /** Places of the upper words of 8-byte fields. */
  readonly high: readonly (WordPlace | undefined)[];
  /** Words that are copied, counted from the record's start; places above index them. */
  readonly words: readonly number[];
  /** A record shorter than this lacks a kept field. */
  readonly leastBytes: number;
}

const ARRAY_STARTS = [4, 2, 1] as const;

const NOTHING_KEPT: KindPlan = {
  fields: [],
  low: [],
  high: [],
  words: [],
  leastBytes: 0,
};

/**
 * Compiles the fields `wanted` of a format into word places. Looked up once a file, so that decoding
 * a record is a copy of words and no name. Fields the format lacks, or that no aligned word holds
 * (packed structures, which stay readable from the raw record), are left out.
 */
export function planKind(
  format: EventFormat | undefined,
  wanted: readonly string[] | undefined,
  littleEndian: boolean,
): KindPlan {
  if (format === undefined || wanted === undefined) return NOTHING_KEPT;
  const found = wanted.flatMap((name) => {
    const field = format.fields.find((candidate) => candidate.name === name);
    const bytes = field && keptBytes(field);
    return field !== undefined && bytes !== undefined ? [{ field, bytes }] : [];
  });
  if (found.length === 0) return NOTHING_KEPT;
  const words: number[] = [];
  const place = (field: FormatField, bytes: number, part: 'low' | 'high'): WordPlace => {
    const first = littleEndian ? 'low' : 'high';
    const position = (field.offset >>> 2) + (bytes === 8 && part !== first ? 1 : 0);
    if (!words.includes(position)) words.push(position);
    const width = Math.min(bytes, 4);
    const inWord = field.offset & 3;
    const shift = (littleEndian ? inWord : 4 - width - inWord) * 8;
    const mask = width === 4 ? 0xffff_ffff : 2 ** (width * 8) - 1;
    return { word: words.indexOf(position), shift, mask };
  };
  return {
    fields: found.map(({ field, bytes }) => ({ name: field.name, signed: field.signed, bytes })),
    low: found.map(({ field, bytes }) => place(field, bytes, 'low')),
    high: found.map(({ field, bytes }) => (bytes === 8 ? place(field, bytes, 'high') : undefined)),
    words,
    leastBytes: Math.max(...found.map(({ field, bytes }) => field.offset + bytes)),
  };
}

function keptBytes(field: FormatField): StoredField['bytes'] | undefined {
  const { offset, size, shape } = field;
  // Of an array (the instruction bytes of kvm_emulate_insn, at 21) as much is kept as its first word holds.
  if (shape === 'array') {
    return ARRAY_STARTS.find((bytes) => size >= bytes && (offset & 3) + bytes <= 4);
  }
  if (shape !== 'scalar') return undefined;
  if (size === 8) return offset % 4 === 0 ? 8 : undefined;
  if (size !== 1 && size !== 2 && size !== 4) return undefined;
  return (offset & 3) + size <= 4 ? size : undefined;
}
