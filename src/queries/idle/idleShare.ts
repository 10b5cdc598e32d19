import type { GuestIdle } from '../../analyses/guestIdle/GuestIdlePass';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { INSIDE, MOST_IDLE_EXITS, passThrough } from './passThrough';
import type { PassThrough } from './passThrough';
import type { ReportSource } from './ReportSource';

/** So many are no exception, as a lock or a CPU that stops would be. */
const ENOUGH_IDLE_EXITS = 10;

/** How much a vCPU idled by what its own guest recorded: nothing is estimated. */
export interface ExactIdle extends Omit<PassThrough, 'exact'> {
  readonly exact: true;
  /** Idle periods that the guest recorded. */
  readonly guest_periods: number;
}

/**
 * How much of its time a vCPU idled in its guest, where its exits do not tell: by the guest's own
 * recording, else by the host's ticks; undefined where nothing tells.
 */
export function idleShare(
  source: ReportSource,
  binding: number,
  { vm, vcpu }: VcpuRef,
): PassThrough | ExactIdle | undefined {
  const estimate = insideEstimate(source, binding, vm);
  const guest = source.guestIdleOf(vm, vcpu);
  return guest === undefined || guest.periods === 0 ? estimate : exactly(guest, estimate);
}

/** What the host's ticks tell of a vCPU's idling inside its guest; undefined: nothing, as where its VM exits to idle. */
export function insideEstimate(
  source: Pick<ReportSource, 'idle' | 'directory'>,
  binding: number,
  vm: number,
): PassThrough | undefined {
  return exitsToIdle(source, vm) ? undefined : passThrough(source.idle, binding);
}

/** What one vCPU's HLT or MWAIT does, those of its VM do: KVM passes them through for a whole VM. */
function exitsToIdle(
  { idle, directory }: Pick<ReportSource, 'idle' | 'directory'>,
  vm: number,
): boolean {
  const refs = directory.refs();
  return idle.lanes.some(
    (lane) =>
      lane !== undefined &&
      refs[lane.binding]?.vm === vm &&
      lane.idleExits >= ENOUGH_IDLE_EXITS &&
      lane.idleExits > MOST_IDLE_EXITS * lane.residence.samples,
  );
}

function exactly(
  { firstNs, lastNs, idleNs, periods }: GuestIdle,
  estimate: PassThrough | undefined,
): ExactIdle {
  const share = idleNs / (lastNs - firstNs);
  return {
    strategy: 'guest-resident',
    confidence: 'certain',
    candidates: INSIDE,
    samples: estimate?.samples ?? 0,
    at_idle_rip: estimate?.at_idle_rip ?? 0,
    share,
    low: share,
    high: share,
    idle_rips: estimate?.idle_rips ?? [],
    weighed: estimate?.weighed ?? false,
    exact: true,
    guest_periods: periods,
  };
}
