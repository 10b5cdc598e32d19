import type { ByteSource } from '../ByteSource';
import { ByteCursor } from '../ByteCursor';
import { FormatError } from '../FormatError';
import { Feature } from './Feature';
import { FIRST_ATTR_BYTES } from './PerfAttr';

/** A run of bytes of the file. */
export interface FileRange {
  readonly offset: number;
  readonly bytes: number;
}

/** What the first bytes of a perf.data say. */
export interface PerfHeader {
  readonly littleEndian: boolean;
  /** Written to a pipe: everything is in records, nothing in tables. */
  readonly isPipe: boolean;
  /** Bytes of one entry of the attribute table. */
  readonly attrBytes: number;
  readonly attrs: FileRange;
  /** Where the records stand; 0 bytes: the recorder did not come to its end. */
  readonly data: FileRange;
  /** Numbers of the feature sections that stand behind the data. */
  readonly features: readonly number[];
}

const SECTION = 'file header';
const MAGIC_BYTES = 8;
const MAGIC = 'PERFILE2';
const SWAPPED_MAGIC = '2ELIFREP';
/** What perf wrote until 2012: other attributes, other sections. */
const FIRST_MAGIC = 'PERFFILE';
const PIPE_HEADER_BYTES = 16;
const FILE_HEADER_BYTES = 104;
/** The header before there were features (2010). */
const OLD_HEADER_BYTES = 72;
const FEATURE_BITS = 256;
/** The first version's attribute and the place of its ids. */
const LEAST_ATTR_BYTES = FIRST_ATTR_BYTES + 16;
const MOST_ATTR_BYTES = 4096;

/** Whether a file begins as a perf.data of any version and byte order. */
export function isPerfData(firstBytes: Uint8Array): boolean {
  const magic = String.fromCharCode(...firstBytes.subarray(0, MAGIC_BYTES));
  return [MAGIC, SWAPPED_MAGIC, FIRST_MAGIC].includes(magic);
}

/** Whether records may be compressed: a pipe's header does not tell. False too where it cannot be read. */
export function mayBeCompressed(source: ByteSource): boolean {
  try {
    const { isPipe, features } = readHeader(source);
    return isPipe || features.includes(Feature.compressed);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return false;
  }
}

/** `struct perf_file_header`, `struct perf_pipe_file_header` (tools/perf/util/header.h). */
export function readHeader(source: ByteSource): PerfHeader {
  const magic = new ByteCursor(source, { section: SECTION, littleEndian: true }).text(MAGIC_BYTES);
  if (magic === FIRST_MAGIC) {
    throw new FormatError(
      'unsupported',
      { section: SECTION, offset: 0 },
      'version 1 of the perf.data format, which perf wrote until 2012',
      'Record again with a newer perf.',
    );
  }
  const littleEndian = magic === MAGIC;
  const cursor = new ByteCursor(source, { section: SECTION, littleEndian, start: MAGIC_BYTES });
  const headerBytes = cursor.u64AsNumber('the size of the header');
  if (headerBytes === PIPE_HEADER_BYTES) {
    const data = { offset: PIPE_HEADER_BYTES, bytes: source.size - PIPE_HEADER_BYTES };
    const attrs = { offset: 0, bytes: 0 };
    return { littleEndian, isPipe: true, attrBytes: 0, attrs, data, features: [] };
  }
  if (headerBytes !== FILE_HEADER_BYTES && headerBytes !== OLD_HEADER_BYTES) {
    throw cursor.error('bad-value', `a header of ${headerBytes} bytes`, MAGIC_BYTES);
  }
  const attrBytes = cursor.u64AsNumber('the size of an attribute');
  if (attrBytes < LEAST_ATTR_BYTES || attrBytes > MOST_ATTR_BYTES) {
    throw cursor.error('bad-value', `attributes of ${attrBytes} bytes`, cursor.position - 8);
  }
  const attrs = rangeAt(cursor, 'the attributes');
  const data = rangeAt(cursor, 'the data');
  cursor.skip(16); // Names of event types, which only the first version had.
  const features = headerBytes === OLD_HEADER_BYTES ? [] : readFeatureBits(cursor);
  return { littleEndian, isPipe: false, attrBytes, attrs, data, features };
}

function rangeAt(cursor: ByteCursor, what: string): FileRange {
  const offset = cursor.u64AsNumber(`the offset of ${what}`);
  return { offset, bytes: cursor.u64AsNumber(`the size of ${what}`) };
}

/**
 * The bitmap is an array of the recorder's `long`s, whose size nothing tells. HOSTNAME is always set:
 * where it is not, a big-endian recorder had 32 bits (`perf_header__adds_read`, tools/perf/util/header.c).
 */
function readFeatureBits(cursor: ByteCursor): readonly number[] {
  const bytes = cursor.bytes(FEATURE_BITS / 8);
  const wide = setBits(bytes, cursor.littleEndian, 8);
  return wide.includes(Feature.hostname) ? wide : setBits(bytes, cursor.littleEndian, 4);
}

function setBits(bytes: Uint8Array, littleEndian: boolean, longBytes: number): readonly number[] {
  const all = Array.from({ length: FEATURE_BITS }, (_, bit) => bit);
  return all.filter((bit) => {
    const byte = bit >>> 3;
    const at = littleEndian ? byte : byte - (byte % longBytes) + longBytes - 1 - (byte % longBytes);
    return ((bytes[at]! >>> (bit & 7)) & 1) === 1;
  });
}
