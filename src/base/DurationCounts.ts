import { durationBucket } from './DurationBuckets';
import { grown } from './grown';

/** Counts of one or several series, entries of bin b from `starts[b]` up to `starts[b + 1]`. */
export interface SparseCounts {
  readonly starts: Uint32Array;
  readonly buckets: Uint16Array;
  readonly counts: Float64Array;
}

/** How often durations occurred, by time bin and bucket of `DurationBuckets`. */
export class DurationCounts {
  total = 0;
  private readonly bins: (Uint32Array | undefined)[];

  constructor(bins: number) {
    this.bins = new Array<Uint32Array | undefined>(bins).fill(undefined);
  }

  add(bin: number, durationNs: number): void {
    const bucket = durationBucket(durationNs);
    let counts = this.bins[bin];
    if (counts === undefined || bucket >= counts.length) {
      const wider = new Uint32Array(Math.ceil((bucket + 1) / 64) * 64);
      counts = counts === undefined ? wider : grown(counts, wider);
      this.bins[bin] = counts;
    }
    counts[bucket]!++;
    this.total++;
  }

  /** Bins 0 and 1 become the first, 2 and 3 the second, and so on. */
  addNeighbours(): void {
    const { bins } = this;
    const half = bins.length / 2;
    for (let bin = 0; bin < half; bin++) bins[bin] = together(bins[2 * bin], bins[2 * bin + 1]);
    bins.fill(undefined, half);
  }

  /** In `bins` bins, each of which is `together` of these; the first `skipped` of these are left out. */
  sparse(bins: number, together = 1, skipped = 0): SparseCounts {
    const starts = new Uint32Array(bins + 1);
    const buckets: number[] = [];
    const counts: number[] = [];
    for (let bin = 0; bin < bins; bin++) {
      const own = this.bins.slice(skipped + bin * together, skipped + (bin + 1) * together);
      const sums = sumOfCounts(own) ?? [];
      for (let bucket = 0; bucket < sums.length; bucket++) {
        if (sums[bucket] === 0) continue;
        buckets.push(bucket);
        counts.push(sums[bucket]!);
      }
      starts[bin + 1] = buckets.length;
    }
    return { starts, buckets: Uint16Array.from(buckets), counts: Float64Array.from(counts) };
  }
}

function sumOfCounts(own: readonly (Uint32Array | undefined)[]): Uint32Array | undefined {
  const [only] = own;
  if (own.length === 1) return only;
  return own.reduce((sum, of) => together(sum, of?.slice()), new Uint32Array(0));
}

function together(a: Uint32Array | undefined, b: Uint32Array | undefined): Uint32Array | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  for (let bucket = 0; bucket < shorter.length; bucket++) longer[bucket]! += shorter[bucket]!;
  return longer;
}
