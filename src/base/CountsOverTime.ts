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
  /** A power of two: products are exact. */
  private binsPerNs = 1 / FIRST_BIN_NS;
  /** `counts[0]` is of the bin that begins at `firstBin * binNs`. */
  private firstBin = 0;
  /** Bins up to the last one that holds any. */
  private used = 0;
  /** Undefined while one bin holds all: many places have few exits, and an array costs half a kilobyte. */
  private counts: Uint32Array | undefined;

  add(timeNs: number): void {
    this.count++;
    if (timeNs < this.firstNs) this.firstNs = timeNs;
    if (timeNs > this.lastNs) this.lastNs = timeNs;
    const bin = timeNs * this.binsPerNs - this.firstBin;
    if (this.counts === undefined || bin < 0 || bin >= MOST_BINS) this.raise(timeNs, 1);
    else {
      const at = Math.trunc(bin);
      this.counts[at]!++;
      if (at >= this.used) this.used = at + 1;
    }
  }

  addAll(other: CountsOverTime): void {
    this.firstNs = Math.min(this.firstNs, other.firstNs);
    this.lastNs = Math.max(this.lastNs, other.lastNs);
    while (this.binNs < other.binNs) this.widen();
    for (let at = 0; at < other.used; at++) {
      const count = other.countIn(at);
      if (count === 0) continue;
      this.count += count;
      this.raise((other.firstBin + at) * other.binNs, count);
    }
  }

  /**
   * The counts in other bins, which add up to `count`: one of ours that several of them share is
   * divided evenly, and what lies outside of them counts to the first or last one.
   */
  inBins({ fromNs, binNs, bins }: ShownBins): Uint32Array {
    const shown = new Uint32Array(bins);
    const binOf = (timeNs: number): number =>
      Math.min(Math.max(Math.floor((timeNs - fromNs) / binNs), 0), bins - 1);
    for (let at = 0; at < this.used; at++) {
      const count = this.countIn(at);
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
    }
    return shown;
  }

  private countIn(bin: number): number {
    return this.counts === undefined ? this.count : this.counts[bin]!;
  }

  /** Adds to a bin that may not be there yet; `count` has it already. */
  private raise(timeNs: number, count: number): void {
    let bin = Math.floor(timeNs * this.binsPerNs);
    if (this.used === 0) {
      this.firstBin = bin;
      this.used = 1;
      return;
    }
    for (;;) {
      const first = Math.min(bin, this.firstBin);
      const last = Math.max(bin, this.firstBin + this.used - 1);
      if (last - first < MOST_BINS) break;
      this.widen();
      bin = Math.floor(timeNs * this.binsPerNs);
    }
    if (this.counts === undefined) {
      if (bin === this.firstBin) return;
      this.counts = new Uint32Array(MOST_BINS);
      this.counts[0] = this.count - count;
    }
    const { counts } = this;
    const earlier = this.firstBin - bin;
    if (earlier > 0) {
      counts.copyWithin(earlier, 0, this.used);
      counts.fill(0, 0, earlier);
      this.firstBin = bin;
      this.used += earlier;
    }
    const at = bin - this.firstBin;
    counts[at]! += count;
    this.used = Math.max(this.used, at + 1);
  }

  /** Adds neighbours up. */
  private widen(): void {
    const { counts } = this;
    const first = Math.floor(this.firstBin / 2);
    const shift = this.firstBin - 2 * first;
    if (counts !== undefined) {
      let pairs = 0;
      for (let at = 0; at < this.used; at++) {
        const pair = (at + shift) >>> 1;
        if (pair < pairs) counts[pair]! += counts[at]!;
        else counts[pairs++] = counts[at]!;
      }
      counts.fill(0, pairs, this.used);
      this.used = pairs;
    }
    this.firstBin = first;
    this.binNs *= 2;
    this.binsPerNs /= 2;
  }
}
