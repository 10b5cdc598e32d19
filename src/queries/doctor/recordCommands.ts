import type { RecordCommand } from '../../protocol/doctor';
import type { Goal } from './analysisNeeds';

/** What the commands are to record, and where. */
export interface CommandWishes {
  readonly goals: ReadonlySet<Goal>;
  readonly hasLosses: boolean;
  /** `uname -r`; null: not recorded. */
  readonly kernel: string | null;
  /** Guests are recorded too. */
  readonly withGuest: boolean;
}

interface WantedEvent {
  readonly event: string;
  /** First kernel that surely has it, as [major, minor]; undefined: any that is in use. */
  readonly since?: readonly [number, number];
}

const runLoop: readonly WantedEvent[] = [
  'kvm:kvm_entry',
  'kvm:kvm_exit',
  'kvm:kvm_userspace_exit',
  'kvm:kvm_vcpu_wakeup',
  'kvm:kvm_halt_poll_ns',
  'sched:sched_switch',
  'sched:sched_waking',
  'sched:sched_wakeup',
].map((event) => ({ event }));

/** What each goal needs on top of the run loop, in the order of section 0.1 of the domain reference. */
const eventsOf: Readonly<Record<Goal, readonly WantedEvent[]>> = {
  wakeups: [
    ...[
      'kvm:kvm_apic_ipi',
      'kvm:kvm_apic_accept_irq',
      'kvm:kvm_inj_virq',
      'kvm:kvm_set_irq',
      'kvm:kvm_msi_set_irq',
      'kvm:kvm_msr',
      'kvm:kvm_pio',
      'kvm:kvm_hypercall',
      'kvm:kvm_hv_timer_state',
      'timer:hrtimer_expire_entry',
      'irq:irq_handler_entry',
      'signal:signal_generate',
      'power:cpu_idle',
    ].map((event) => ({ event })),
    { event: 'kvm:kvm_apicv_accept_irq', since: [5, 17] },
  ],
  memory: [
    ...['kvm:kvm_page_fault', 'kvm:kvm_mmio', 'kvmmmu:fast_page_fault'].map((event) => ({ event })),
    { event: 'kvmmmu:kvm_mmu_set_spte', since: [5, 3] },
    { event: 'kvmmmu:kvm_tdp_mmu_spte_changed', since: [5, 11] },
    { event: 'kvm:kvm_unmap_hva_range', since: [5, 14] },
  ],
};

const purposeOf: Readonly<Record<Goal, string>> = {
  wakeups: 'Exits, idle periods and wakeups',
  memory: 'Page faults and pages that vCPUs share',
};

/** Larger than either tool's default by far; what it costs is memory while recording. */
const BUFFER_KB = { usual: 16_384, afterLosses: 65_536 };

/**
 * Lines for a root shell: a recording of all host CPUs for ten seconds, for each goal with either tool.
 * trace-cmd passes over events that a kernel does not have (`-i`), perf must not be given any.
 */
export function recordCommands(wishes: CommandWishes): readonly RecordCommand[] {
  const goals = (['wakeups', 'memory'] as const).filter((goal) => wishes.goals.has(goal));
  const commands = goals.flatMap((goal): RecordCommand[] => {
    const events = [...runLoop, ...eventsOf[goal]];
    const purpose = purposeOf[goal];
    return [
      { purpose, tool: 'trace-cmd', line: traceCmdLine(events, 'mono', wishes) },
      { purpose, tool: 'perf', line: perfLine(events, wishes) },
    ];
  });
  return wishes.withGuest ? [...commands, guestCommand(wishes)] : commands;
}

function traceCmdLine(
  events: readonly WantedEvent[],
  clock: string,
  { hasLosses }: CommandWishes,
  guest = '',
): string {
  const bufferKb = hasLosses ? BUFFER_KB.afterLosses : BUFFER_KB.usual;
  const names = events.map(({ event }) => `-e ${event}`).join(' ');
  return `trace-cmd record -i -C ${clock} -b ${bufferKb} -O record-tgid ${names}${guest} -o trace.dat sleep 10`;
}

function perfLine(events: readonly WantedEvent[], { hasLosses, kernel }: CommandWishes): string {
  const bufferKb = hasLosses ? BUFFER_KB.afterLosses : BUFFER_KB.usual;
  const names = events.filter((event) => isIn(event, kernel)).map(({ event }) => event);
  return `perf record -a -R -c 1 -k CLOCK_MONOTONIC -m ${bufferKb}K -e ${names.join(',')} -o perf.data sleep 10`;
}

/** The agent's events come behind `-A`; the clock must be one that both sides count. */
function guestCommand(wishes: CommandWishes): RecordCommand {
  const guest =
    ' -A @3:823 --name guest -C x86-tsc -e sched:sched_switch -e sched:sched_waking -e power:cpu_idle -e irq_vectors';
  return {
    purpose:
      'Host and guest together: run trace-cmd agent in the guest, and put its vsock CID for the 3',
    tool: 'trace-cmd',
    line: traceCmdLine([...runLoop, ...eventsOf.wakeups], 'x86-tsc', wishes, guest),
  };
}

function isIn({ since }: WantedEvent, kernel: string | null): boolean {
  if (since === undefined) return true;
  const version = /^(\d+)\.(\d+)/.exec(kernel ?? '');
  if (version === null) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > since[0] || (major === since[0] && minor >= since[1]);
}
