import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type {
  RunDistribution,
  RunProfile,
  RunSeries,
  RunVcpu,
  SeriesFamily,
} from '../../protocol/compare';
import { isSameVcpu } from '../../protocol/runVcpu';
import { sumOf } from '../../base/sumOf';
import { seriesId } from './metricWords';

/** A run's profile, by what is looked up in it. */
export class ComparedRun {
  readonly series: ReadonlyMap<string, RunSeries>;
  readonly distributions: ReadonlyMap<string, RunDistribution>;
  /** By bin. */
  readonly seconds: Float64Array;
  readonly observedNs: number;

  constructor(readonly profile: RunProfile) {
    this.series = new Map(
      profile.series.map((of) => [seriesId(of.family, of.subject, of.vcpu), of]),
    );
    this.distributions = new Map(profile.distributions.map((of) => [of.id, of]));
    this.seconds = profile.wallNs.map((ns) => ns / NS_PER_SECOND);
    this.observedNs = sumOf(profile.wallNs);
  }

  get bins(): number {
    return this.profile.wallNs.length;
  }

  get vcpus(): number {
    return this.profile.facts.vcpus.length;
  }

  /** By bin, ns that the vCPU, or all of them together, could have spent in any state. */
  vcpuTimeNs(vcpu: RunVcpu | null): Float64Array {
    return vcpu === null ? this.profile.wallNs.map((ns) => ns * this.vcpus) : this.profile.wallNs;
  }

  /** By bin, seconds in guest mode; undefined: nothing tells. */
  guestSeconds(vcpu: RunVcpu | null): Float64Array | undefined {
    if (this.profile.facts.guestShare === null) return undefined;
    const guestNs =
      vcpu === null
        ? this.profile.guestNs
        : this.series.get(seriesId('state', 'guest', vcpu))?.timesNs;
    return guestNs?.map((ns) => ns / NS_PER_SECOND);
  }

  /** By bin, what was counted of all subjects of a family. */
  countsOf(family: SeriesFamily, vcpu: RunVcpu | null): Float64Array {
    const sums = new Float64Array(this.bins);
    for (const of of this.profile.series) {
      if (of.family !== family || of.vcpu?.vm !== vcpu?.vm || of.vcpu?.vcpu !== vcpu?.vcpu)
        continue;
      of.counts?.forEach((count, bin) => {
        sums[bin]! += count;
      });
    }
    return sums;
  }

  /** Mean ns from a wakeup's cause to the guest; undefined: of no wakeup it is known. */
  get wakeupNs(): number | undefined {
    const wakeups = this.distributions.get('wakeup');
    if (wakeups === undefined) return undefined;
    const ofCauses = this.profile.series.filter(
      ({ family, vcpu }) => family === 'wakes' && vcpu === null,
    );
    return ofCauses.reduce((sum, { costNs }) => sum + (costNs ?? 0), 0) / wakeups.total;
  }

  hasVcpu(vcpu: RunVcpu | null): boolean {
    return vcpu === null || this.profile.facts.vcpus.some((of) => isSameVcpu(of, vcpu));
  }
}
