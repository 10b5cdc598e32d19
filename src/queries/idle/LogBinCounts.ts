import { Durations, summarise } from '../../analyses/exits/Durations';
import type { LogBins } from '../../protocol/idle';

const BINS_A_DECADE = 10;
/** 10^13 ns are hours. */
const MOST_BINS = 13 * BINS_A_DECADE;

/** Counts durations in bins of a tenth of a decade. */
export class LogBinCounts {
  private readonly counts = new Uint32Array(MOST_BINS);
  private readonly all = new Durations();

  /** Shorter than 1 ns counts as 1 ns: a logarithm has no 0. */
  add(durationNs: number): void {
    const bin = Math.floor(Math.log10(Math.max(1, durationNs)) * BINS_A_DECADE + 1e-9);
    this.counts[Math.min(bin, MOST_BINS - 1)]!++;
    this.all.push(durationNs);
  }

  /** From the first bin that holds something to the last. */
  result(): LogBins {
    const first = Math.max(
      0,
      this.counts.findIndex((count) => count > 0),
    );
    const last = this.counts.findLastIndex((count) => count > 0);
    const summary = summarise([this.all]);
    return {
      first,
      counts: this.counts.slice(first, last + 1),
      p50Ns: summary?.p50Ns ?? null,
      p99Ns: summary?.p99Ns ?? null,
    };
  }
}
