import { DurationCounts } from '../../base/DurationCounts';
import { MOST_BINS } from '../../base/GrowingBins';
import type { GrowingBins } from '../../base/GrowingBins';

/** Bins of a profile at most. */
const MOST_SHOWN = 128;

/** The bins of a run from its begin to its end: what grew with the trace is brought into them, and what tables tell. */
export class ProfileGrid {
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  readonly durationNs: number;
  /** Growing bins before the first of these, and how many make one. */
  private readonly skipped: number;
  private readonly together: number;

  /** `startNs` to `endNs`: the run, without what was recorded before and after it. */
  constructor(
    growing: GrowingBins,
    readonly startNs: number,
    readonly endNs: number,
  ) {
    this.durationNs = Math.max(0, endNs - startNs);
    const binAt = (atNs: number): number =>
      Math.max(0, Math.floor((atNs - growing.fromNs) / growing.binNs));
    this.skipped = Math.min(binAt(startNs), MOST_BINS - 1);
    const used = Math.min(binAt(endNs), MOST_BINS - 1) - this.skipped + 1;
    this.together = Math.ceil(used / MOST_SHOWN);
    this.bins = Math.ceil(used / this.together);
    this.binNs = growing.binNs * this.together;
    this.fromNs = growing.fromNs + this.skipped * growing.binNs;
  }

  series(): Float64Array {
    return new Float64Array(this.bins);
  }

  distribution(): DurationCounts {
    return new DurationCounts(this.bins);
  }

  /** Bin that a time is in, or the nearest one. */
  at(timeNs: number): number {
    const bin = Math.floor((timeNs - this.fromNs) / this.binNs);
    return Math.min(Math.max(bin, 0), this.bins - 1);
  }

  /** Adds the length of what of a stretch is within the run to all bins that it has a part of. */
  addStretch(into: Float64Array, sinceNs: number, untilNs: number): void {
    const fromNs = Math.max(sinceNs, this.startNs);
    const toNs = Math.min(untilNs, this.endNs);
    if (!(toNs > fromNs)) return;
    const last = this.at(toNs);
    for (let bin = this.at(fromNs); bin <= last; bin++) {
      const startNs = this.fromNs + bin * this.binNs;
      into[bin]! += Math.max(0, Math.min(toNs, startNs + this.binNs) - Math.max(fromNs, startNs));
    }
  }

  /** Sums that grew with the trace, in these bins. */
  taken(growing: Float64Array): Float64Array {
    const taken = this.series();
    const end = Math.min(growing.length, this.skipped + this.bins * this.together);
    for (let bin = this.skipped; bin < end; bin++) {
      taken[Math.floor((bin - this.skipped) / this.together)]! += growing[bin]!;
    }
    return taken;
  }

  /** Distributions that grew with the trace, in these bins. */
  takenCounts(growing: DurationCounts): ReturnType<DurationCounts['sparse']> {
    return growing.sparse(this.bins, this.together, this.skipped);
  }
}
