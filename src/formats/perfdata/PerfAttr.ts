/** What was asked of the kernel for one event (`struct perf_event_attr`), as far as reading needs it. */
export interface PerfAttr {
  /** `PERF_TYPE_…`: 2 is a tracepoint. */
  readonly type: number;
  /** Of a tracepoint its number, the `common_type` of its records. */
  readonly config: bigint;
  /** Each so-manieth event was recorded; undefined: perf chose anew all the time, to come to a frequency. */
  readonly period: number | undefined;
  /** `PERF_SAMPLE_…` bits. */
  readonly sampleType: number;
  /** `PERF_FORMAT_…` bits. */
  readonly readFormat: number;
  /** Whether records other than samples end with the sample's time, CPU and thread. */
  readonly sampleIdAll: boolean;
  /** A `CLOCK_…` number; undefined: perf's own clock. */
  readonly clockId: number | undefined;
}

/** `PERF_TYPE_TRACEPOINT`. */
export const TRACEPOINT_TYPE = 2;

/** `PERF_ATTR_SIZE_VER0`. */
export const FIRST_ATTR_BYTES = 64;
const FLAGS_OFFSET = 40;
const CLOCKID_OFFSET = 92;
/** Bits of the flags, counted from `disabled`. */
const FREQ = 10;
const SAMPLE_ID_ALL = 18;
const USE_CLOCKID = 25;

/** Reads an attribute of any version: what a shorter one does not have is 0. */
export function readAttr(bytes: Uint8Array, littleEndian: boolean): PerfAttr {
  const padded = new Uint8Array(Math.max(bytes.length, CLOCKID_OFFSET + 4));
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const u64 = (offset: number): bigint => view.getBigUint64(offset, littleEndian);
  // The kernel's bit fields begin at the lowest bit of a byte on little-endian machines, at the highest on others.
  const hasFlag = (flag: number): boolean => {
    const bit = littleEndian ? flag & 7 : 7 - (flag & 7);
    return ((padded[FLAGS_OFFSET + (flag >>> 3)]! >>> bit) & 1) === 1;
  };
  return {
    type: view.getUint32(0, littleEndian),
    config: u64(8),
    period: hasFlag(FREQ) ? undefined : Number(u64(16)),
    sampleType: Number(BigInt.asUintN(32, u64(24))),
    readFormat: Number(BigInt.asUintN(32, u64(32))),
    sampleIdAll: hasFlag(SAMPLE_ID_ALL),
    clockId: hasFlag(USE_CLOCKID) ? view.getInt32(CLOCKID_OFFSET, littleEndian) : undefined,
  };
}

/** Bytes of the attribute at the start of `bytes`, by its own word: 0 means the first version. */
export function attrBytesOf(bytes: Uint8Array, littleEndian: boolean): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(4, littleEndian) || FIRST_ATTR_BYTES;
}
