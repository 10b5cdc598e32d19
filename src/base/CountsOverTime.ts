/** Bins at most; between half of them and all lie between the first time and the last. */
const MOST_BINS = 64;
const FIRST_BIN_NS = 1024;

/** Bins of equal length that time is shown in. */
export interface ShownBins {
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
}

/**
 * When things happened, in bounded memory and for times whose end is not known yet: counts in bins
 * whose width doubles when they would become too many. A bin begins at a multiple of its width, so
 * that counts of several places add up without any rounding.
 */
export class CountsOverTime {
  count = 0;
  /** Infinity and -Infinity while nothing was counted. */
  firstNs = Infinity;
  lastNs = -Infinity;
  private binNs = FIRST_BIN_NS;
  /** `counts[0]` is of the bin that begins at `firstBin * binNs`. */
  private firstBin = 0;
  /** No typed array: most places have few exits, and one of these costs some 300 bytes. */
  private readonly counts: number[] = [];

  add(timeNs: number): void {
    this.count++;
    if (timeNs < this.firstNs) this.firstNs = timeNs;
    if (timeNs > this.lastNs) this.lastNs = timeNs;
    const bin = Math.floor(timeNs / this.binNs) - this.firstBin;
    if (bin >= 0 && bin < this.counts.length) this.counts[bin]!++;
    else this.raise(timeNs, 1);
  }

  addAll(other: CountsOverTime): void {
    if (other.count === 0) return;
    this.count += other.count;
    this.firstNs = Math.min(this.firstNs, other.firstNs);
    this.lastNs = Math.max(this.lastNs, other.lastNs);
    while (this.binNs < other.binNs) this.widen();
    other.counts.forEach((count, at) => {
      if (count > 0) this.raise((other.firstBin + at) * other.binNs, count);
    });
  }

  /**
   * The counts in other bins, which add up to `count`: one of ours that several of them share is
   * divided evenly, and what lies outside of them counts to the first or last one.
   */
  inBins({ fromNs, binNs, bins }: ShownBins): Uint32Array {
    const shown = new Uint32Array(bins);
    const binOf = (timeNs: number): number =>
      Math.min(Math.max(Math.floor((timeNs - fromNs) / binNs), 0), bins - 1);
    this.counts.forEach((count, at) => {
      const startNs = Math.max((this.firstBin + at) * this.binNs, this.firstNs);
      const endNs = Math.min((this.firstBin + at + 1) * this.binNs, this.lastNs);
      const last = binOf(endNs);
      let given = 0;
      for (let bin = binOf(startNs); bin < last; bin++) {
        const share = (fromNs + (bin + 1) * binNs - startNs) / (endNs - startNs);
        const upTo = Math.round(count * share);
        shown[bin]! += upTo - given;
        given = upTo;
      }
      shown[last]! += count - given;
    });
    return shown;
  }

  /** Counts at a time for which there is no bin yet. */
  private raise(timeNs: number, count: number): void {
    const { counts } = this;
    if (counts.length === 0) this.firstBin = Math.floor(timeNs / this.binNs);
    let bin = Math.floor(timeNs / this.binNs);
    while (
      Math.max(bin, this.firstBin + counts.length - 1) - Math.min(bin, this.firstBin) >=
      MOST_BINS
    ) {
      this.widen();
      bin = Math.floor(timeNs / this.binNs);
    }
    for (; this.firstBin > bin; this.firstBin--) counts.unshift(0);
    while (counts.length <= bin - this.firstBin) counts.push(0);
    counts[bin - this.firstBin]! += count;
  }

  /** Adds neighbours up. */
  private widen(): void {
    const { counts } = this;
    const first = Math.floor(this.firstBin / 2);
    const shift = this.firstBin - 2 * first;
    let pairs = 0;
    for (let at = 0; at < counts.length; at++) {
      const pair = (at + shift) >>> 1;
      if (pair < pairs) counts[pair]! += counts[at]!;
      else counts[pairs++] = counts[at]!;
    }
    counts.length = pairs;
    this.firstBin = first;
    this.binNs *= 2;
  }
}
