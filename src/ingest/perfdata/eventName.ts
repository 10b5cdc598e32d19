import type { PerfEvent } from '../../formats/perfdata/PerfDataFile';

/** `PERF_TYPE_…` */
const HARDWARE = 0;
const SOFTWARE = 1;

/** `enum perf_hw_id`, as perf spells it (`evsel__hw_names`, tools/perf/util/evsel.c). */
const HARDWARE_NAMES = [
  'cycles',
  'instructions',
  'cache-references',
  'cache-misses',
  'branches',
  'branch-misses',
  'bus-cycles',
  'stalled-cycles-frontend',
  'stalled-cycles-backend',
  'ref-cycles',
];

/** `enum perf_sw_ids` (`evsel__sw_names`). */
const SOFTWARE_NAMES = [
  'cpu-clock',
  'task-clock',
  'page-faults',
  'context-switches',
  'cpu-migrations',
  'minor-faults',
  'major-faults',
  'alignment-faults',
  'emulation-faults',
  'dummy',
  'bpf-output',
  'cgroup-switches',
];

/** Name of an event that is no tracepoint: as the file has it, else by the kernel's numbers. */
export function eventName({ name, attr }: PerfEvent): string {
  if (name !== undefined && name !== '') return name;
  const names = { [HARDWARE]: HARDWARE_NAMES, [SOFTWARE]: SOFTWARE_NAMES }[attr.type];
  return names?.[Number(attr.config)] ?? `event type ${attr.type}, config ${attr.config}`;
}
