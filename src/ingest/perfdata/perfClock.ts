import type { PerfEvent } from '../../formats/perfdata/PerfDataFile';

/** `CLOCK_…` numbers (include/uapi/linux/time.h) by the names that ftrace has for the same clocks. */
const CLOCK_NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'realtime'],
  [1, 'mono'],
  [4, 'mono_raw'],
  [7, 'boot'],
  [11, 'tai'],
]);

/** Name of the clock that all events were stamped by. Without -k it is perf's own, which is ftrace's `perf`. */
export function perfClockName(events: readonly PerfEvent[]): string {
  const clockId = events[0]?.attr.clockId;
  if (clockId === undefined) return 'perf';
  return CLOCK_NAMES.get(clockId) ?? `clock ${clockId}`;
}
