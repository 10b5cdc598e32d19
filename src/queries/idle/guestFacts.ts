import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { WindowHistory } from '../../analyses/idle/WindowHistory';

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

/** The poll window over the trace, of its kvm_halt_poll_ns events. */
interface PollWindowRow {
  readonly first_ns: number;
  readonly last_ns: number;
  /** The longest seen: the module's halt_poll_ns is at least this, or was exceeded by one step (6.1 on). */
  readonly most_ns: number;
  readonly changes: number;
  readonly grown: number;
  readonly shrunk: number;
  /** Kernels whose rules the changes follow, as far as these differ. */
  readonly kernel: string | null;
  /** What the changes tell of `halt_poll_ns_shrink`. */
  readonly shrink: 0 | 2 | null;
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
    poll_window: lane.windowChanges === 0 ? null : pollWindow(lane),
  };
}

function pollWindow(lane: IdleLane): PollWindowRow {
  const { windows } = lane;
  return {
    first_ns: lane.firstWindowNs,
    last_ns: lane.window,
    most_ns: lane.mostWindowNs,
    changes: lane.windowChanges,
    grown: windows.grown,
    shrunk: windows.shrunk,
    kernel: kernelOf(windows),
    shrink: shrinkOf(windows),
  };
}

function kernelOf({ cutWhenGrown, cutAtHalt }: WindowHistory): string | null {
  if (cutWhenGrown > 0 && cutAtHalt === 0) return '4.9 to 6.0';
  return cutAtHalt > 0 && cutWhenGrown === 0 ? '6.1 or later' : null;
}

/** Both seen: somebody changed the parameter, or events were lost. */
function shrinkOf({ halved, dropped }: WindowHistory): 0 | 2 | null {
  if (halved > 0 && dropped === 0) return 2;
  return dropped > 0 && halved === 0 ? 0 : null;
}
