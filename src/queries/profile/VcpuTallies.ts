import type { RunVcpu, SeriesFamily } from '../../protocol/compare';
import type { ProfileGrid } from './ProfileGrid';

/** One subject of one vCPU while it is counted. */
export interface VcpuTally {
  readonly family: SeriesFamily;
  readonly subject: string;
  /** null: of all vCPUs together. */
  readonly vcpu: RunVcpu | null;
  readonly counts: Float64Array;
  readonly timesNs: Float64Array;
  occurrences: number;
}

/** Counts by subject and vCPU, in the bins of a run. */
export class VcpuTallies {
  private readonly byKey = new Map<string, VcpuTally>();

  constructor(private readonly grid: ProfileGrid) {}

  of(family: SeriesFamily, subject: string, vcpu: RunVcpu | null): VcpuTally {
    const key = `${family} ${subject} ${vcpu === null ? '' : `${vcpu.vm} ${vcpu.vcpu}`}`;
    let tally = this.byKey.get(key);
    if (tally === undefined) {
      const { grid } = this;
      const [counts, timesNs] = [grid.series(), grid.series()];
      tally = { family, subject, vcpu, counts, timesNs, occurrences: 0 };
      this.byKey.set(key, tally);
    }
    return tally;
  }

  get all(): Iterable<VcpuTally> {
    return this.byKey.values();
  }
}
