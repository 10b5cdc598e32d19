import type { Measure, RunVcpu, SeriesFamily } from '../../protocol/compare';
import { stateInWords } from './stateInWords';

const windowWords: Readonly<Partial<Record<Measure, string>>> = {
  fraction: 'halts with a poll window, of all',
  ns_per_halt: 'mean poll window of halts',
  most: 'longest poll window',
};

const storesThat: Readonly<Partial<Record<Measure, string>>> = {
  'true.rate': ' that woke a waiting vCPU',
  'false.rate': ' that woke nobody',
};

/** `exits.HLT`, `vm0.vcpu1.state.guest`: names a series, and with a measure behind it a row. */
export function seriesId(family: SeriesFamily, subject: string, vcpu: RunVcpu | null): string {
  return `${vcpuPrefix(vcpu)}${family}.${subject}`;
}

/** What a row measures, in the field's words; its unit says of what time. */
export function metricWords(
  family: SeriesFamily,
  subject: string,
  measure: Measure,
  vcpu: RunVcpu | null,
): string {
  return `${thing(family, subject, measure)}${vcpuWords(vcpu)}`;
}

/** What a row of a distribution measures. */
export function distributionWords(id: string, measure: 'p50' | 'p99'): string {
  return `${durationsWords(id)}, ${measure === 'p50' ? 'median' : '99th percentile'}`;
}

/** What a distribution is of. */
export function durationsWords(id: string): string {
  const [what = '', subject] = id.split(/\.(.*)/s);
  if (what === 'exits') return `duration of exits by ${subject ?? ''}`;
  if (what === 'idle_length') return 'length of idle periods';
  return subject === undefined ? 'wakeup latency' : `wakeup latency by cause ${subject}`;
}

function thing(family: SeriesFamily, subject: string, measure: Measure): string {
  const isTime = measure === 'ns_per_second' || measure === 'share';
  if (family === 'poll_window') return windowWords[measure] ?? '';
  if (measure === 'fraction') {
    return family === 'idle'
      ? `idle periods by ${subject}, of all`
      : `wakeups by ${subject}, of all`;
  }
  switch (family) {
    case 'exits':
      return isTime ? `time in exits by ${subject}` : `exits by ${subject}`;
    case 'state':
      return `vCPU time ${stateInWords(subject)}`;
    case 'idle':
      return isTime ? `time idle by ${subject}` : `idle periods by ${subject}`;
    case 'wakes':
      return `ends of idle periods by ${subject}`;
    case 'faults':
      return isTime ? `time in page faults by ${subject}` : `page faults by ${subject}`;
    case 'page':
      return `stores into page ${subject} against its protection${storesThat[measure] ?? ''}`;
    case 'hot':
      return `exits in ${subject}`;
  }
}

function vcpuPrefix(vcpu: RunVcpu | null): string {
  return vcpu === null ? '' : `vm${vcpu.vm}.vcpu${vcpu.vcpu}.`;
}

function vcpuWords(vcpu: RunVcpu | null): string {
  return vcpu === null ? '' : ` (vCPU ${vcpu.vcpu} of VM ${vcpu.vm})`;
}
