import { shareOf } from '../../src/base/shareOf';
import { GuestFacts } from '../../src/analyses/idle/GuestFacts';
import type { VcpuFacts } from '../../src/analyses/idle/GuestFacts';
import { Accepts } from '../../src/analyses/idle/Accepts';
import { IdleLane } from '../../src/analyses/idle/IdleLane';
import type { IdlePass } from '../../src/analyses/idle/IdlePass';
import { emptyPeriod } from '../../src/analyses/idle/IdlePeriods';
import { IpiTraffic } from '../../src/analyses/idle/IpiTraffic';
import type { TraceFacts } from '../../src/protocol/facts';
import type { Finding } from '../../src/protocol/Finding';
import type { Finder, FindingContext, FoundVcpu } from '../../src/queries/findings/Finder';
import { TimeWords } from '../../src/queries/findings/phrases';
import type { IdlePeriod } from '../../src/queries/idle/PeriodTable';
import { defaultParameters } from '../../src/vcpu/AnalysisParameters';
import type { StatesPass } from '../../src/vcpu/states/StatesPass';

export interface MadeTrace {
  readonly context: FindingContext;
  /** By vCPU id. */
  readonly lanes: readonly IdleLane[];
  readonly ipis: IpiTraffic;
  readonly guestFacts: VcpuFacts[];
}

/** One VM with so many vCPUs, whose bindings and threads are numbered as they are. */
export function madeTrace(
  vcpus: number,
  facts: Partial<TraceFacts> = {},
  durationNs = 1e9,
): MadeTrace {
  const lanes = Array.from({ length: vcpus }, (_, vcpu) => {
    const lane = new IdleLane(vcpu, new Accepts(), { ...defaultParameters, clockSlackNs: 0 });
    lane.vcpu = vcpu;
    lane.binding = vcpu;
    return lane;
  });
  const found = lanes.map((lane, vcpu): FoundVcpu => ({
    vm: 0,
    vcpu,
    binding: vcpu,
    tid: 100 + vcpu,
    source: 0,
    lane,
  }));
  const ipis = new IpiTraffic();
  const guests = new GuestFacts();
  const context = {
    durationNs,
    words: new TimeWords('ns', durationNs),
    shareOf: (ns: number) => shareOf(ns, durationNs),
    vcpus: found,
    vcpuOf: (binding: number) => found[binding],
    threadName: (_: number, tid: number) => (tid < 200 ? `vCPU ${tid - 100}` : `task (${tid})`),
    idle: {
      lanes,
      ipis,
      guests,
      threads: [],
      parameters: defaultParameters,
    } as unknown as IdlePass,
    states: { ledgers: [] } as unknown as StatesPass,
    guestIdleOf: () => undefined,
    rowShareOf: () => 1,
    commOf: () => undefined,
    facts: {
      sources: [],
      diagnostics: [],
      lost: [],
      lostGaps: 0,
      ...facts,
    } as unknown as TraceFacts,
  } as unknown as FindingContext;
  return { context, lanes, ipis, guestFacts: guests.of };
}

/** An idle period of vCPU 0 of VM 0. */
export function madePeriod(of: Partial<IdlePeriod>): IdlePeriod {
  return {
    ...emptyPeriod(),
    vm: 0,
    vcpu: 0,
    binding: 0,
    sourceVcpu: undefined,
    clockSlackNs: 5_000,
    ...of,
  };
}

/** What a finder makes of periods. */
export function foundBy(finder: Finder, periods: readonly IdlePeriod[]): readonly Finding[] {
  for (const period of periods) finder.take?.(period);
  return finder.found().map(({ finding }) => finding);
}
