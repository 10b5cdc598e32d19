import { DurationCounts } from './DurationCounts';

/** Bins at most; once time went through half of them, between half of them and all are in use. */
export const MOST_BINS = 256;
const FIRST_BIN_NS = 1024;

/**
 * Equal time bins for many series at once, while the end of time is not known yet: when it runs past
 * the last bin, neighbours are added up in all of them and bins are twice as wide.
 */
export class GrowingBins {
  private width = FIRST_BIN_NS;
  /** Bins are powers of two wide: products are exact. */
  private perNs = 1 / FIRST_BIN_NS;
  private readonly sums: Float64Array[] = [];
  private readonly durations: DurationCounts[] = [];

  private beginNs: number | undefined;

  /** Where the first bin begins, once that is known: times before are in no bin, or in the first. */
  get fromNs(): number {
    return this.beginNs ?? 0;
  }

  /** The first bin begins here, if none does yet. */
  begin(atNs: number): void {
    this.beginNs ??= atNs;
  }

  get hasBegun(): boolean {
    return this.beginNs !== undefined;
  }

  get binNs(): number {
    return this.width;
  }

  /** Sums by bin, all 0. */
  series(): Float64Array {
    const sums = new Float64Array(MOST_BINS);
    this.sums.push(sums);
    return sums;
  }

  /** Distributions by bin, all empty. */
  distribution(): DurationCounts {
    const counts = new DurationCounts(MOST_BINS);
    this.durations.push(counts);
    return counts;
  }

  /** Bin that a time is in; makes room for it. A time before the first bin is in that one. */
  at(timeNs: number): number {
    let bin = (timeNs - this.fromNs) * this.perNs;
    while (bin >= MOST_BINS) {
      this.widen();
      bin /= 2;
    }
    return bin < 0 ? 0 : Math.trunc(bin);
  }

  /** Adds the length of a stretch to all bins that it has a part of. */
  addStretch(into: Float64Array, sinceNs: number, toNs: number): void {
    const fromNs = Math.max(sinceNs, this.fromNs);
    if (!(toNs > fromNs) || !this.hasBegun) return;
    const last = this.at(toNs);
    const first = this.at(fromNs);
    if (first === last) {
      into[first]! += toNs - fromNs;
      return;
    }
    for (let bin = first; bin <= last; bin++) {
      const startNs = this.fromNs + bin * this.width;
      const beginNs = bin === first ? fromNs : startNs;
      into[bin]! += Math.min(toNs, startNs + this.width) - beginNs;
    }
  }

  private widen(): void {
    for (const sums of this.sums) {
      for (let bin = 0; bin < MOST_BINS / 2; bin++) {
        sums[bin] = sums[2 * bin]! + sums[2 * bin + 1]!;
      }
      sums.fill(0, MOST_BINS / 2);
    }
    for (const counts of this.durations) counts.addNeighbours();
    this.width *= 2;
    this.perNs /= 2;
  }
}
