import { summarise } from '../../analyses/exits/Durations';
import type { Strategy } from '../../analyses/idle/words';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import type { ConfidenceCounts } from './ConfidenceCounts';
import type { PeriodTable } from './PeriodTable';
import type { ReportSource } from './ReportSource';
import { strategyLengths } from './strategyLengths';

/** How often, how surely and how long a vCPU was idle by one strategy. */
export interface StrategyRow extends VcpuRef {
  readonly binding: number;
  readonly strategy: Strategy;
  readonly periods: number;
  readonly counts: Readonly<ConfidenceCounts>;
  /** Of periods whose end was seen. */
  readonly totalNs: number;
  /** undefined: the end of none was seen. */
  readonly p50Ns: number | undefined;
  readonly p99Ns: number | undefined;
}

/** By vCPU, most time first. */
export function strategyRows({ directory }: ReportSource, table: PeriodTable): StrategyRow[] {
  const refs = directory.refs();
  return [...strategyLengths(table)]
    .flatMap(([binding, byStrategy]) =>
      [...byStrategy].map(([strategy, { periods, counts, ended }]) => {
        const { p50Ns, p99Ns } = summarise([ended]) ?? {};
        return {
          ...refs[binding]!,
          binding,
          strategy,
          periods,
          counts,
          totalNs: ended.totalNs,
          p50Ns,
          p99Ns,
        };
      }),
    )
    .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || b.totalNs - a.totalNs);
}
