import { IdleAction } from '../../analyses/idle/idleActions';
import type { SourceFacts } from '../../protocol/facts';
import type { MissingIdleEvent, ToldOfIdling } from '../../protocol/idle';
import type { ReportSource } from './ReportSource';

const uses: readonly (readonly [number, string, readonly ToldOfIdling[]])[] = [
  [IdleAction.Entry, 'kvm_entry', ['guest-time', 'period-ends']],
  [IdleAction.Exit, 'kvm_exit', ['strategies', 'guest-time']],
  [IdleAction.HaltEnd, 'kvm_vcpu_wakeup', ['halt-lengths', 'poll-shares']],
  [IdleAction.Switch, 'sched_switch', ['sleep-time', 'latency']],
  [IdleAction.Waking, 'sched_waking', ['wakers', 'latency']],
  [IdleAction.Accept, 'kvm_apic_accept_irq', ['causes', 'vectors']],
  [IdleAction.Inject, 'kvm_inj_virq', ['cause-confirmation']],
  [IdleAction.Ipi, 'kvm_apic_ipi', ['ipi-certainty']],
  [IdleAction.Msi, 'kvm_msi_set_irq', ['device-certainty']],
  [IdleAction.Window, 'kvm_halt_poll_ns', ['poll-window']],
];

/**
 * What lacks in a recording that has vCPUs: what a guest recorded beside it makes up for nothing.
 * "No event" is all that is known: not recorded, or it did not happen.
 */
export function missingEvents(source: ReportSource): readonly MissingIdleEvent[] {
  const { idle, bareEventsOf, facts } = source;
  const hosts = hostsOf(source);
  const events = uses.flatMap(([action, event, affects]) => {
    const isAbsent = hosts.some((host) => idle.seenIn(host)[action] === 0);
    const isBare = hosts.some((host) => bareEventsOf(host).has(event));
    return isAbsent || isBare ? [{ event, hasNoFields: !isAbsent, affects }] : [];
  });
  return [...events, ...leftOut(hosts.flatMap((host) => facts.sources[host] ?? []))];
}

/**
 * What texts leave out beside events: flags, which tell an interrupt's waking from its thread's, and
 * of perf script the host's interrupts that hit a guest, which end its time before a late kvm_exit.
 */
function leftOut(hosts: readonly SourceFacts[]): readonly MissingIdleEvent[] {
  const lacksFlags = hosts.some((host) => host.lacksFlags === true);
  const lacksGuestMode = hosts.some(({ format }) => format === 'perf-script');
  return [
    { isLeftOut: lacksFlags, event: 'common_flags', affects: ['wakers'] as const },
    { isLeftOut: lacksGuestMode, event: 'guest-mode sample', affects: ['late-exits'] as const },
  ].flatMap(({ isLeftOut, event, affects }) =>
    isLeftOut ? [{ event, hasNoFields: false, affects }] : [],
  );
}

/** Numbers of the recordings that vCPUs were seen in; of all that are no guest's where there are none. */
function hostsOf({ directory, facts }: ReportSource): readonly number[] {
  const hosts = new Set(directory.bindings.all.map(({ source }) => source));
  if (hosts.size > 0) return [...hosts];
  return facts.sources.flatMap(({ relation }, source) =>
    relation.guestOf === null ? [source] : [],
  );
}
