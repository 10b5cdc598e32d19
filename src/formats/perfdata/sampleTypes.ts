/** `enum perf_event_sample_format` (include/uapi/linux/perf_event.h), as far as it says what stands before the raw data. */
export const SampleBit = {
  ip: 1 << 0,
  tid: 1 << 1,
  time: 1 << 2,
  addr: 1 << 3,
  read: 1 << 4,
  callchain: 1 << 5,
  id: 1 << 6,
  cpu: 1 << 7,
  period: 1 << 8,
  streamId: 1 << 9,
  raw: 1 << 10,
  identifier: 1 << 16,
} as const;

/** `enum perf_event_read_format`. */
export const ReadBit = {
  enabled: 1 << 0,
  running: 1 << 1,
  id: 1 << 2,
  group: 1 << 3,
  lost: 1 << 4,
} as const;
