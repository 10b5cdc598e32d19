import type { RunSeries } from '../../protocol/compare';

/** Series of single vCPUs that are kept, those that most happened in first: a profile must stay small. */
const MOST_VCPU_SERIES = 1000;

type Sum = Omit<RunSeries, 'occurrences' | 'costNs'> & {
  occurrences: number;
  costNs: number | null;
};

/** Adds series up: of each subject those of all vCPUs together and of each one. */
export class SeriesSet {
  private readonly sums = new Map<string, Sum>();

  add(counted: RunSeries): void {
    if (counted.occurrences === 0) return;
    this.sum({ ...counted, vcpu: null }, counted);
    if (counted.vcpu !== null) this.sum(counted, counted);
  }

  /** Those of all vCPUs, and of single ones as many as are kept. */
  get all(): { readonly series: readonly RunSeries[]; readonly fewestOfVcpu: number } {
    const sums = [...this.sums.values()];
    const together = sums.filter(({ vcpu }) => vcpu === null);
    const single = sums.filter(({ vcpu }) => vcpu !== null);
    single.sort((a, b) => b.occurrences - a.occurrences);
    const fewestOfVcpu =
      single.length > MOST_VCPU_SERIES ? single[MOST_VCPU_SERIES - 1]!.occurrences : 0;
    return { series: [...together, ...single.slice(0, MOST_VCPU_SERIES)], fewestOfVcpu };
  }

  private sum(of: RunSeries, { counts, timesNs, occurrences, costNs }: RunSeries): void {
    const { family, subject, vcpu } = of;
    const key = `${family} ${subject} ${vcpu === null ? '' : `${vcpu.vm} ${vcpu.vcpu}`}`;
    const known = this.sums.get(key);
    if (known === undefined) {
      this.sums.set(key, { ...of, counts: counts?.slice(), timesNs: timesNs?.slice() });
      return;
    }
    known.occurrences += occurrences;
    known.costNs = known.costNs === null || costNs === null ? null : known.costNs + costNs;
    addTo(known.counts, counts);
    addTo(known.timesNs, timesNs);
  }
}

function addTo(into: Float64Array | undefined, from: Float64Array | undefined): void {
  from?.forEach((value, bin) => {
    into![bin]! += value;
  });
}
