/** Numbers of the header features that are read (tools/perf/util/header.h). */
export const Feature = {
  tracingData: 1,
  buildId: 2,
  hostname: 3,
  osRelease: 4,
  cpuCount: 7,
  eventDesc: 12,
  dirFormat: 24,
  compressed: 27,
} as const;
