import type { IdlePass } from '../../analyses/idle/IdlePass';
import type {
  GuestShown,
  IdleOverview,
  OverTime,
  PassThroughEstimate,
  VcpuIdle,
} from '../../protocol/idle';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { guestFacts } from './guestFacts';
import { idleOverTime } from './idleOverTime';
import { idleShare } from './idleShare';
import { ledgerRows } from './ledgerRows';
import { missingEvents } from './missingEvents';
import type { PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';
import { StrategyTally } from './StrategyTally';
import { threadName } from './threadName';
import { WakerTally } from './WakerTally';

/** Of what is loaded, in which it is told how idle vCPUs were: a picture has hardly more columns. */
const SLICES = 240;

export interface OverviewSource extends ReportSource {
  /** Stretches in which events were lost. */
  readonly lossCount: number;
}

/** Where vCPUs' time went, by which means they were idle and what woke them. */
export function idleOverview(source: OverviewSource, table: PeriodTable): IdleOverview {
  const { durationNs, lossCount } = source;
  const strategies = new StrategyTally();
  const wakers = new WakerTally(threadName(source));
  for (const period of table.walk()) {
    strategies.add(period);
    if (period.endNs >= 0) wakers.add(period);
  }
  return {
    durationNs,
    states: VCPU_STATES,
    vcpus: vcpusOf(source),
    overTime: overTimeOf(source, table),
    strategies: strategies.rows(durationNs),
    ...wakers.result(),
    missing: missingEvents(source),
    lossCount,
  };
}

function overTimeOf(source: ReportSource, table: PeriodTable): OverTime {
  const { vcpus, ...slices } = idleOverTime(source, table, SLICES);
  return {
    ...slices,
    vcpus: vcpus.map(({ vm, vcpu, by, idle }) => ({ vm, vcpu, isByTicks: by === 'ticks', idle })),
  };
}

function vcpusOf(source: ReportSource): readonly VcpuIdle[] {
  return ledgerRows(source)
    .map(({ vm, vcpu, tid, binding, statesNs }) => ({
      vm,
      vcpu,
      tid,
      statesNs,
      passThrough: estimateOf(source, binding, { vm, vcpu }),
      guest: guestShown(source.idle, binding),
    }))
    .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || (a.tid ?? 0) - (b.tid ?? 0));
}

function estimateOf(
  source: ReportSource,
  binding: number,
  ref: VcpuRef,
): PassThroughEstimate | null {
  const told = idleShare(source, binding, ref);
  if (told === undefined) return null;
  const { samples, share, low, high, exact } = told;
  return {
    samples,
    atIdleRip: told.at_idle_rip,
    idleRips: told.idle_rips,
    share,
    low,
    high,
    isExact: exact,
  };
}

function guestShown(idle: IdlePass, binding: number): GuestShown {
  const lane = idle.lanes.find((of) => of?.binding === binding);
  const facts = guestFacts(idle, binding);
  return {
    offersMwait: facts?.offers_mwait ?? null,
    monitorLine: facts?.monitor_line ?? null,
    x2apic: facts?.x2apic ?? null,
    tscDeadline: facts?.tsc_deadline ?? null,
    hostPolls: facts?.host_polls ?? null,
    hostKernel: facts?.poll_window?.kernel ?? null,
    pollReplay: facts?.poll_window?.replay ?? null,
    mwaits: lane?.mwaits ?? 0,
    refusedMwaits: lane?.refusedMwaits ?? 0,
  };
}
