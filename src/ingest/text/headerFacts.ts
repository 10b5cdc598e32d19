import { isaFields } from '../../kvm/exitReasons';
import type { RecordingFacts } from '../Recording';

/** The tool that printed a text. */
export type TextFormat = Extract<
  RecordingFacts['format'],
  'trace-cmd-report' | 'ftrace-text' | 'perf-script'
>;

/** What header lines of a text say of the recording it was made from. */
export interface HeaderFacts {
  /** undefined: no header tells. */
  readonly format: TextFormat | undefined;
  readonly hostCpus: number | undefined;
  readonly kernel: string | undefined;
  readonly clock: string | undefined;
  /** Value of `isa` that the named processor's exits have. */
  readonly isa: number | undefined;
  /** Recordings that were printed together, each with its own machine's threads. */
  readonly recordings: number;
  /** Events that were overwritten before they were read. */
  readonly overwritten: number;
}

/**
 * `comments`: lines that begin with `#`. `cpuCounts`: of the lines `cpus=N`, one a source; of several
 * sources (a host, its guests) no single number is the host's.
 */
export function headerFacts(
  comments: readonly string[],
  cpuCounts: readonly number[],
): HeaderFacts {
  const text = comments.join('\n');
  const found = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const entries = /^# entries-in-buffer\/entries-written: (\d+)\/(\d+)\s+#P:(\d+)/m.exec(text);
  const hostCpus = entries?.[3] ?? found(/^# nrcpus online : (\d+)/m);
  return {
    format: formatOf(text, cpuCounts),
    hostCpus:
      cpuCounts.length === 1 ? cpuCounts[0] : hostCpus === undefined ? undefined : Number(hostCpus),
    kernel: found(/^# os release : (\S+)/m),
    clock: clockNames.get(found(/^# clockid: (\w+)/m) ?? ''),
    isa: isaOfVendor.get(found(/^# cpuid : (\w+)/m) ?? ''),
    recordings: Math.max(1, cpuCounts.length),
    overwritten: entries === null ? 0 : Math.max(0, Number(entries[2]) - Number(entries[1])),
  };
}

function formatOf(text: string, cpuCounts: readonly number[]): TextFormat | undefined {
  if (cpuCounts.length > 0) return 'trace-cmd-report';
  if (/^# tracer: /m.test(text)) return 'ftrace-text';
  return /^# (?:captured on|perf version|cmdline) /m.test(text) ? 'perf-script' : undefined;
}

/** perf's names of clocks as ftrace calls them. */
const clockNames: ReadonlyMap<string, string> = new Map([
  ['monotonic', 'mono'],
  ['monotonic_raw', 'mono_raw'],
  ['boottime', 'boot'],
  ['tai', 'tai'],
]);

const isaOfVendor: ReadonlyMap<string, number> = new Map([
  ['GenuineIntel', isaFields.vmx],
  ['AuthenticAMD', isaFields.svm],
  ['HygonGenuine', isaFields.svm],
]);
