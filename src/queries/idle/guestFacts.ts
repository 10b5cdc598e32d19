import type { IdlePass } from '../../analyses/idle/IdlePass';
import { pollWindow } from './pollWindow';
import type { PollWindowRow } from './pollWindow';

/** What the trace shows of a vCPU's set-up; null: not shown. */
export interface GuestFactsRow {
  /** CPUID leaf 1. */
  readonly offers_mwait: boolean | null;
  /** Smallest and largest monitor line, bytes: CPUID leaf 5. */
  readonly monitor_line: readonly [number, number] | null;
  /** true where the guest used x2APIC registers; a guest that did not in this trace may still do so. */
  readonly x2apic: true | null;
  readonly tsc_deadline: true | null;
  /** false: the guest told KVM not to poll for it, since it polls itself (MSR 4b564d05). */
  readonly host_polls: boolean | null;
  readonly poll_window: PollWindowRow | null;
}

/** Undefined: the thread ran no vCPU. */
export function guestFacts(idle: IdlePass, binding: number): GuestFactsRow | undefined {
  const lane = idle.lanes.find((of) => of?.binding === binding);
  if (lane === undefined) return undefined;
  const { offersMwait, monitorLine, x2apic, tscDeadline, hostPolls } =
    idle.guests.of[lane.thread] ?? {};
  return {
    offers_mwait: offersMwait ?? null,
    monitor_line: monitorLine ?? null,
    x2apic: x2apic === true ? true : null,
    tsc_deadline: tscDeadline === true ? true : null,
    host_polls: hostPolls ?? null,
    poll_window: pollWindow(lane),
  };
}
