import { BoundedDurations } from '../../base/BoundedDurations';
import { CountsOverTime } from '../../base/CountsOverTime';
import type { VcpuSelection } from '../../protocol/exits';
import { isSelected } from '../exitRows';
import type { HotRow } from './hotRows';

/** One thing that happened at an instruction. */
export interface Happening {
  readonly vm: number;
  readonly vcpu: number;
  readonly reason: string;
  /** As `base/signedAddress` holds it; 0: not recorded. */
  readonly rip: number;
  readonly atNs: number;
  /** Negative: not known. */
  readonly durationNs: number;
  readonly wakeups: number | undefined;
}

/** Rows, and what is in none of them, as its place is not recorded. */
export interface RowsFound {
  readonly rows: readonly HotRow[];
  readonly withoutRip: number;
}

interface RowSum {
  readonly vm: number;
  readonly reason: string;
  readonly rip: number;
  readonly durations: BoundedDurations;
  readonly vcpus: Set<number>;
  readonly overTime: CountsOverTime;
  wakeups: number | undefined;
}

/** Adds up what happened, by VM, reason and instruction. */
export class RowSums {
  private withoutRip = 0;
  private readonly sums = new Map<string, RowSum>();

  /** What others do than the selected vCPUs is left out. */
  constructor(private readonly selection: VcpuSelection) {}

  add(one: Happening): void {
    if (!isSelected(one, this.selection)) return;
    if (one.rip === 0) {
      this.withoutRip++;
      return;
    }
    const { rip } = one;
    const key = `${one.vm} ${one.reason} ${rip}`;
    let sum = this.sums.get(key);
    if (sum === undefined) {
      sum = {
        vm: one.vm,
        reason: one.reason,
        rip,
        durations: new BoundedDurations(),
        vcpus: new Set(),
        overTime: new CountsOverTime(),
        wakeups: one.wakeups === undefined ? undefined : 0,
      };
      this.sums.set(key, sum);
    }
    sum.overTime.add(one.atNs);
    sum.vcpus.add(one.vcpu);
    if (one.durationNs >= 0) sum.durations.push(one.durationNs);
    if (sum.wakeups !== undefined) sum.wakeups += one.wakeups ?? 0;
  }

  /** Most time first. */
  get found(): RowsFound {
    return { rows: this.rows, withoutRip: this.withoutRip };
  }

  private get rows(): readonly HotRow[] {
    return [...this.sums.values()]
      .map((sum) => {
        const { count, firstNs, lastNs } = sum.overTime;
        const vcpus = [...sum.vcpus].sort((a, b) => a - b);
        return { ...sum, vcpus, count, firstNs, lastNs };
      })
      .sort(
        (a, b) => b.durations.totalNs - a.durations.totalNs || b.count - a.count || a.rip - b.rip,
      );
  }
}
