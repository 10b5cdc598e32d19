import {
  FIRST_PERF_TYPE,
  MOST_RECORD_BYTES,
  RECORD_ALIGNMENT,
  RECORD_HEADER_BYTES,
  RecordType,
} from './recordTypes';

/** What is looked for behind a damaged place: so many records in a row. */
const RECORDS_IN_A_ROW = 3;
/** Bytes behind a place that may be needed to tell whether records start there. */
export const LOOK_AHEAD_BYTES = RECORDS_IN_A_ROW * MOST_RECORD_BYTES;
/** The last types there are: a higher one is read when it stands in its place, but not searched for. */
const LAST_KERNEL_TYPE = 21;
const LAST_PERF_TYPE = 90;
const MOST_TYPES = 128;

/** Bytes that may be records: what of `words` is filled. */
interface Candidate {
  readonly words: Uint32Array;
  /** Bytes. */
  readonly length: number;
  readonly littleEndian: boolean;
}

/** Whether this can be a record's header. Records of the kernel are padded to 8 bytes, perf's own not all. */
export function isPossible(type: number, size: number): boolean {
  if (type === 0 || type >= MOST_TYPES || size < RECORD_HEADER_BYTES) return false;
  return type >= FIRST_PERF_TYPE || size % RECORD_ALIGNMENT === 0;
}

/** Whether records stand from byte `start` on: several in a row, or all there are. */
export function areRecords(
  { words, length, littleEndian }: Candidate,
  start: number,
  isSample: (words: Uint32Array, word: number, bytes: number) => boolean,
): boolean {
  let at = start;
  for (let count = 0; count < RECORDS_IN_A_ROW; count++) {
    if (at + RECORD_HEADER_BYTES > length || (at & 3) !== 0) return count > 1 || at === length;
    const word = at >>> 2;
    const type = words[word]!;
    if (type === 0) return false;
    const size = littleEndian ? words[word + 1]! >>> 16 : words[word + 1]! & 0xffff;
    if (!isPossible(type, size) || !isKnown(type)) return false;
    if (type === RecordType.sample && !isSample(words, word, size)) return false;
    at += size;
  }
  return true;
}

function isKnown(type: number): boolean {
  return type <= LAST_KERNEL_TYPE || (type >= FIRST_PERF_TYPE && type <= LAST_PERF_TYPE);
}
