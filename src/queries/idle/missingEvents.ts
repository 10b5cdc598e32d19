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

/** "No event" is all that is known: not recorded, or it did not happen. */
export function missingEvents({
  idle,
  bareEvents,
}: Pick<ReportSource, 'idle' | 'bareEvents'>): readonly MissingEvent[] {
  return uses.flatMap(([action, event, affects]) => {
    if (idle.seen[action] === 0) return [{ event, affects }];
    return bareEvents.has(event) ? [{ event: `${event} without fields`, affects }] : [];
  });
}
