import type { Wakers } from '../../analyses/wakers/WakersPass';
import type { DoctorFinding } from '../../protocol/doctor';
import type { SourceFacts } from '../../protocol/facts';

/** Fewer wakeups may well have come from vCPU threads alone. */
const LEAST_WAKINGS = 50;

export interface FindingsInput {
  readonly source: SourceFacts;
  /** Gaps, and events lost in those whose size is known. */
  readonly lost: { readonly gaps: number; readonly events: number };
  /** Events that came without their fields, beside all of their kind. */
  readonly bare: readonly {
    readonly event: string;
    readonly count: number;
    readonly bare: number;
  }[];
  /** Events of which only one in several was recorded. */
  readonly sampled: readonly string[];
  readonly wakers: Wakers;
  readonly vcpuTids: ReadonlySet<number>;
  readonly isWhole: boolean;
  readonly holdsCounters: boolean;
}

/** What about a recording as a whole keeps it from telling more. */
export function recordingFindings(input: FindingsInput): readonly DoctorFinding[] {
  const { source, lost, isWhole, holdsCounters } = input;
  const findings: (DoctorFinding | undefined)[] = [
    isWhole
      ? undefined
      : {
          code: 'part-of-it',
          severity: 'info',
          message: 'Only a part of the recording was read: what is said here is of that part.',
        },
    holdsCounters
      ? {
          code: 'counters-only',
          severity: 'warning',
          message:
            'A log of kvm_stat holds counters over time, no events: it tells how often, never which or how long.',
        }
      : undefined,
    input.sampled.length === 0 ? undefined : sampledFinding(input),
    ...(source.format === 'perf-script' ? perfScriptFindings(lost) : []),
    input.bare.length === 0 ? undefined : bareFinding(input),
    lost.gaps === 0 ? undefined : lossFinding(lost),
    onlyVcpuThreads(input) ? filterFinding(input) : undefined,
    clockFinding(source),
    source.relation.guestOf === null
      ? undefined
      : {
          code: 'guest',
          severity: 'info',
          message:
            'Recorded in a guest: it tells what the guest did. What its vCPUs did on the host, the host’s recording tells.',
        },
  ];
  return findings.flatMap((finding) => finding ?? []);
}

const MOST_NAMED = 4;

function sampledFinding({ sampled }: FindingsInput): DoctorFinding {
  const left = sampled.length - MOST_NAMED;
  const more = left > 0 ? ` and ${left} more` : '';
  return {
    code: 'sampled-events',
    severity: 'warning',
    message: `Only one in several was recorded of ${sampled.slice(0, MOST_NAMED).join(', ')}${more}: counts, shares and times between events mean nothing. Record with perf record -c 1.`,
  };
}

/** perf script prints neither of its own accord: tools/perf/builtin-script.c, `machines__deliver_event()` of tools/perf/util/session.c. */
function perfScriptFindings({
  gaps,
}: FindingsInput['lost']): readonly (DoctorFinding | undefined)[] {
  return [
    gaps > 0
      ? undefined
      : {
          code: 'losses-untold',
          severity: 'warning',
          message:
            'No line tells of lost events, and perf script prints such lines only with --show-lost-events: whether events were lost is not known, and times may run across a loss. Print with it, or open the perf.data.',
        },
    {
      code: 'guest-samples-hidden',
      severity: 'info',
      message:
        'perf script leaves out samples that were taken in guest mode: they are not in the text, and nothing in it tells how many there were. The host’s interrupts that hit a guest are among them: where exits are stamped late, as on AMD, kernel time counts as the guest’s. The perf.data has them.',
    },
  ];
}

function bareFinding({ bare, source }: FindingsInput): DoctorFinding {
  const named = bare
    .slice(0, MOST_NAMED)
    .map((of) => `${of.bare} of ${of.count} ${of.event}`)
    .join(', ');
  const left = bare.length - MOST_NAMED;
  const more = left > 0 ? ` and ${left} more kinds` : '';
  return {
    code: 'events-without-fields',
    severity: 'warning',
    message: `Events came without their fields: ${named}${more}. What the fields would tell (reasons, threads, lengths) is not told.${fieldsAdvice[source.format] ?? ''}`,
  };
}

const fieldsAdvice: Partial<Record<SourceFacts['format'], string>> = {
  'perf.data': ' Record as root with perf record -R.',
  'perf-script': ' Print them with perf script -F +trace.',
};

function lossFinding({ gaps, events }: FindingsInput['lost']): DoctorFinding {
  const count = events === 0 ? 'Events' : `At least ${events} events`;
  const where = gaps === 1 ? 'at one place' : `at ${gaps} places`;
  return {
    code: 'lost-events',
    severity: 'warning',
    message: `${count} were lost ${where}: times across a loss are not counted, and what a gap held is unknown. Record with larger buffers, or fewer events.`,
  };
}

/** Threads other than vCPUs wake vCPUs too, and so do interrupts of idle host CPUs. */
function onlyVcpuThreads({ wakers, vcpuTids, isWhole }: FindingsInput): boolean {
  return (
    isWhole && wakers.count >= LEAST_WAKINGS && [...wakers.tids].every((tid) => vcpuTids.has(tid))
  );
}

function filterFinding({ wakers }: FindingsInput): DoctorFinding {
  return {
    code: 'vcpu-threads-only',
    severity: 'warning',
    message: `All ${wakers.count} sched_waking events happened in vCPU threads: the recording was restricted to them (trace-cmd -P or -F, perf -p or -t), and wakeups by other threads and by interrupts of idle host CPUs are not in it. Record all of the host.`,
  };
}

function clockFinding({ clock }: SourceFacts): DoctorFinding | undefined {
  if (clock.unit === 'cycles') {
    return {
      code: 'clock-cycles',
      severity: 'info',
      message: `The clock ${clock.name ?? ''} counts cycles, and the recording does not say how many a second: give the frequency to see times.`,
    };
  }
  if (clock.name === 'local') {
    return {
      code: 'clock-local',
      severity: 'info',
      message:
        'The clock local is not the same on all host CPUs: times between events of two CPUs may be off by some µs, and a guest’s recording fits beside it only roughly. Record with -C mono, or with x86-tsc beside a guest’s.',
    };
  }
  return undefined;
}
