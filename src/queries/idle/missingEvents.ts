import { IdleAction } from '../../analyses/idle/idleActions';
import type { ReportSource } from './ReportSource';

/** What a recording lacks, and what can then not be told (J). */
export interface MissingEvent {
  /** A tracepoint; with ` without fields` behind it where its events came so. */
  readonly event: string;
  readonly affects: readonly string[];
}

const uses: readonly (readonly [number, string, readonly string[]])[] = [
  [IdleAction.Entry, 'kvm_entry', ['guest time', 'ends of idle periods']],
  [IdleAction.Exit, 'kvm_exit', ['idle strategies', 'guest time']],
  [IdleAction.HaltEnd, 'kvm_vcpu_wakeup', ['halt lengths', 'poll and block shares']],
  [IdleAction.Switch, 'sched_switch', ['blocked, waking and preempted time', 'wakeup latency']],
  [IdleAction.Waking, 'sched_waking', ['who woke a vCPU', 'wakeup latency']],
  [IdleAction.Accept, 'kvm_apic_accept_irq', ['causes of wakeups', 'their vectors']],
  [IdleAction.Inject, 'kvm_inj_virq', ['confirmation of causes']],
  [IdleAction.Ipi, 'kvm_apic_ipi', ['certainty of IPIs']],
  [IdleAction.Msi, 'kvm_msi_set_irq', ['certainty of device interrupts']],
  [IdleAction.Window, 'kvm_halt_poll_ns', ['the poll window']],
];

/**
 * What lacks in a recording that has vCPUs: what a guest recorded beside it makes up for nothing.
 * "No event" is all that is known: not recorded, or it did not happen.
 */
export function missingEvents(source: ReportSource): readonly MissingEvent[] {
  const { idle, bareEventsOf } = source;
  const hosts = hostsOf(source);
  return uses.flatMap(([action, event, affects]) => {
    if (hosts.some((host) => idle.seenIn(host)[action] === 0)) return [{ event, affects }];
    const isBare = hosts.some((host) => bareEventsOf(host).has(event));
    return isBare ? [{ event: `${event} without fields`, affects }] : [];
  });
}

/** Numbers of the recordings that vCPUs were seen in; of all that are no guest's where there are none. */
function hostsOf({ directory, facts }: ReportSource): readonly number[] {
  const hosts = new Set(directory.bindings.all.map(({ source }) => source));
  if (hosts.size > 0) return [...hosts];
  return facts.sources.flatMap(({ relation }, source) =>
    relation.guestOf === null ? [source] : [],
  );
}
