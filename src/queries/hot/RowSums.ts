import { PlaceDurations } from '../../analyses/hotspots/PlaceDurations';
import { signedAddress } from '../../base/signedAddress';
import type { HotRow } from './hotRows';

/** One thing that happened at an instruction. */
export interface Happening {
  readonly vm: number;
  readonly vcpu: number;
  readonly reason: string;
  readonly ripLow: number;
  readonly ripHigh: number;
  readonly atNs: number;
  /** Negative: not known. */
  readonly durationNs: number;
  readonly wakeups: number | undefined;
}

interface RowSum {
  readonly vm: number;
  readonly reason: string;
  readonly rip: number;
  readonly durations: PlaceDurations;
  readonly vcpus: Set<number>;
  readonly firstNs: number;
  lastNs: number;
  count: number;
  wakeups: number | undefined;
}

/** Adds up what happened, by VM, reason and instruction. */
export class RowSums {
  private readonly sums = new Map<string, RowSum>();

  add(one: Happening): void {
    const rip = signedAddress(one.ripHigh, one.ripLow);
    const key = `${one.vm} ${one.reason} ${rip}`;
    let sum = this.sums.get(key);
    if (sum === undefined) {
      sum = {
        vm: one.vm,
        reason: one.reason,
        rip,
        durations: new PlaceDurations(),
        vcpus: new Set(),
        firstNs: one.atNs,
        lastNs: one.atNs,
        count: 0,
        wakeups: one.wakeups === undefined ? undefined : 0,
      };
      this.sums.set(key, sum);
    }
    sum.count++;
    sum.lastNs = Math.max(sum.lastNs, one.atNs);
    sum.vcpus.add(one.vcpu);
    if (one.durationNs >= 0) sum.durations.push(one.durationNs);
    if (sum.wakeups !== undefined) sum.wakeups += one.wakeups ?? 0;
  }

  /** Most time first. */
  get rows(): readonly HotRow[] {
    return [...this.sums.values()]
      .map((sum) => ({ ...sum, vcpus: [...sum.vcpus].sort((a, b) => a - b) }))
      .sort(
        (a, b) => b.durations.totalNs - a.durations.totalNs || b.count - a.count || a.rip - b.rip,
      );
  }
}
