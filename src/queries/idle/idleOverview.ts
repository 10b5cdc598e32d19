import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { GuestShown, IdleOverview, PassThroughEstimate, VcpuIdle } from '../../protocol/idle';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import { ledgerOf } from './ledgerOf';
import { missingEvents } from './missingEvents';
import { passThrough } from './passThrough';
import type { PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';
import { StrategyTally } from './StrategyTally';
import { WakerTally } from './WakerTally';

export interface OverviewSource extends ReportSource {
  /** Stretches in which events were lost. */
  readonly lossCount: number;
  /** Name of a thread of the recording that a vCPU's thread is in; '' where nobody saved it. */
  readonly commOf: (binding: number, tid: number, atNs: number) => string;
}

/** Where vCPUs' time went, by which means they were idle and what woke them. */
export function idleOverview(source: OverviewSource, table: PeriodTable): IdleOverview {
  const { durationNs, idle, lossCount, commOf } = source;
  const strategies = new StrategyTally();
  const wakers = new WakerTally(commOf);
  for (const period of table.walk()) {
    strategies.add(period);
    if (period.endNs >= 0) wakers.add(period);
  }
  return {
    durationNs,
    states: VCPU_STATES,
    vcpus: vcpusOf(source),
    strategies: strategies.rows(durationNs),
    ...wakers.result(),
    missing: missingEvents(idle),
    lossCount,
  };
}

function vcpusOf({ directory, states, idle, durationNs }: ReportSource): readonly VcpuIdle[] {
  const refs = directory.refs();
  return directory.bindings.all
    .flatMap(({ tid }, binding) => {
      const ref = refs[binding];
      if (ref === undefined) return [];
      return [
        {
          ...ref,
          tid,
          statesNs: ledgerOf(states, binding, durationNs),
          passThrough: estimateOf(idle, binding),
          guest: guestShown(idle, binding),
        },
      ];
    })
    .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || a.tid - b.tid);
}

function estimateOf(idle: IdlePass, binding: number): PassThroughEstimate | null {
  const estimate = passThrough(idle, binding);
  if (estimate === undefined) return null;
  const { samples, share, low, high } = estimate;
  return { samples, atIdleRip: estimate.at_idle_rip, share, low, high };
}

function guestShown({ lanes, guests }: IdlePass, binding: number): GuestShown {
  const lane = lanes.find((of) => of?.binding === binding);
  const facts = lane === undefined ? undefined : guests.of[lane.thread];
  return {
    offersMwait: facts?.offersMwait ?? null,
    monitorLine: facts?.monitorLine ?? null,
    x2apic: facts?.x2apic ?? null,
    tscDeadline: facts?.tscDeadline ?? null,
    hostPolls: facts?.hostPolls ?? null,
    mwaits: lane?.mwaits ?? 0,
    refusedMwaits: lane?.refusedMwaits ?? 0,
  };
}
