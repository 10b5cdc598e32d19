/**
 * Types of the records that are read; the others are skipped by their size. The kernel's own are
 * below 64 (`enum perf_event_type`, include/uapi/linux/perf_event.h), perf adds those from 64 on
 * (tools/perf/util/event.h).
 */
export const RecordType = {
  mmap: 1,
  lost: 2,
  comm: 3,
  fork: 7,
  sample: 9,
  mmap2: 10,
  lostSamples: 13,
  headerAttr: 64,
  tracingData: 66,
  buildId: 67,
  finishedRound: 68,
  idIndex: 69,
  auxtrace: 71,
  eventUpdate: 78,
  headerFeature: 80,
  compressed: 81,
  finishedInit: 82,
  compressed2: 83,
} as const;

/** The first type that is perf's, not the kernel's. */
export const FIRST_PERF_TYPE = 64;

/** u32 type, u16 misc, u16 size of the whole record. */
export const RECORD_HEADER_BYTES = 8;
/** What the u16 size can say. */
export const MOST_RECORD_BYTES = 0xffff;
/** Records start at multiples of this, counted from the first; only a few of perf's own break it. */
export const RECORD_ALIGNMENT = 8;
