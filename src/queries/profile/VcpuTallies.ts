import { TWO_32 } from '../../base/twoTo32';
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

type ByVcpu = Map<number, VcpuTally>;
type BySubject = Map<string, ByVcpu>;

/** Counts by subject and vCPU, in the bins of a run. */
export class VcpuTallies {
  private readonly byFamily = new Map<string, BySubject>();
  private readonly tallies: VcpuTally[] = [];

  constructor(private readonly grid: ProfileGrid) {}

  of(family: SeriesFamily, subject: string, vcpu: RunVcpu | null): VcpuTally {
    // Looked up for every idle period and every fault: no key is spelled.
    let bySubject = this.byFamily.get(family);
    if (bySubject === undefined) this.byFamily.set(family, (bySubject = new Map<string, ByVcpu>()));
    let byVcpu = bySubject.get(subject);
    if (byVcpu === undefined) bySubject.set(subject, (byVcpu = new Map<number, VcpuTally>()));
    const key = vcpu === null ? -1 : vcpu.vm * TWO_32 + vcpu.vcpu;
    const known = byVcpu.get(key);
    if (known !== undefined) return known;
    const { grid } = this;
    const [counts, timesNs] = [grid.series(), grid.series()];
    const tally = { family, subject, vcpu, counts, timesNs, occurrences: 0 };
    byVcpu.set(key, tally);
    this.tallies.push(tally);
    return tally;
  }

  /** In the order in which they were first asked for. */
  get all(): readonly VcpuTally[] {
    return this.tallies;
  }
}
