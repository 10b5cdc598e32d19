import { Durations, summarise } from '../../analyses/exits/Durations';
import { shareOf } from '../../base/shareOf';
import type { Strategy } from '../../analyses/idle/words';
import type { StrategyRow } from '../../protocol/idle';
import { ConfidenceCounts } from './ConfidenceCounts';
import type { IdlePeriod } from './PeriodTable';

interface Tallied {
  readonly vm: number;
  readonly vcpu: number;
  readonly strategy: Strategy;
  periods: number;
  readonly counts: ConfidenceCounts;
  readonly ended: Durations;
}

/** How often, how long and how surely each vCPU was idle by each strategy. */
export class StrategyTally {
  private readonly byKey = new Map<string, Tallied>();

  add({ vm, vcpu, strategy, rank, startNs, endNs, isCut }: IdlePeriod): void {
    const key = `${vm}/${vcpu}/${strategy}`;
    let row = this.byKey.get(key);
    if (row === undefined) {
      const counts = new ConfidenceCounts();
      row = { vm, vcpu, strategy, periods: 0, counts, ended: new Durations() };
      this.byKey.set(key, row);
    }
    row.periods++;
    row.counts.add(rank);
    if (endNs >= 0 && !isCut) row.ended.push(endNs - startNs);
  }

  /** By VM and vCPU, most time first. */
  rows(durationNs: number): readonly StrategyRow[] {
    return [...this.byKey.values()]
      .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || b.ended.totalNs - a.ended.totalNs)
      .map(({ ended, counts: { certain, strong, weak }, ...row }) => {
        const summary = summarise([ended]);
        return {
          ...row,
          certain,
          strong,
          weak,
          totalNs: ended.totalNs,
          share: shareOf(ended.totalNs, durationNs),
          p50Ns: summary?.p50Ns ?? null,
          p99Ns: summary?.p99Ns ?? null,
        };
      });
  }
}
