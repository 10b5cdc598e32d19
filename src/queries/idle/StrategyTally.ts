import { Durations, summarise } from '../../analyses/exits/Durations';
import { shareOf } from '../../base/shareOf';
import { confidenceOf } from '../../analyses/idle/words';
import type { Strategy } from '../../analyses/idle/words';
import type { StrategyRow } from '../../protocol/idle';
import type { IdlePeriod } from './PeriodTable';

interface Tallied {
  readonly vm: number;
  readonly vcpu: number;
  readonly strategy: Strategy;
  periods: number;
  certain: number;
  strong: number;
  weak: number;
  readonly ended: Durations;
}

/** How often, how long and how surely each vCPU was idle by each strategy. */
export class StrategyTally {
  private readonly byKey = new Map<string, Tallied>();

  add({ vm, vcpu, strategy, rank, startNs, endNs, isCut }: IdlePeriod): void {
    const key = `${vm}/${vcpu}/${strategy}`;
    let row = this.byKey.get(key);
    if (row === undefined) {
      const none = { periods: 0, certain: 0, strong: 0, weak: 0 };
      row = { vm, vcpu, strategy, ...none, ended: new Durations() };
      this.byKey.set(key, row);
    }
    row.periods++;
    const confidence = confidenceOf(rank);
    if (confidence === 'certain') row.certain++;
    else if (confidence === 'strong') row.strong++;
    else row.weak++;
    if (endNs >= 0 && !isCut) row.ended.push(endNs - startNs);
  }

  /** By VM and vCPU, most time first. */
  rows(durationNs: number): readonly StrategyRow[] {
    return [...this.byKey.values()]
      .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || b.ended.totalNs - a.ended.totalNs)
      .map(({ ended, ...row }) => {
        const summary = summarise([ended]);
        return {
          ...row,
          totalNs: ended.totalNs,
          share: shareOf(ended.totalNs, durationNs),
          p50Ns: summary?.p50Ns ?? null,
          p99Ns: summary?.p99Ns ?? null,
        };
      });
  }
}
