import { GrowableFloats } from './GrowableFloats';
import { LogHistogram } from './LogHistogram';
import { quantiles } from './quantiles';

/** So many are kept one by one: a few are told exactly. */
const MOST_EXACT = 64;
/** Buckets of a power of two, as a power of two: to within 3 %, in some kilobytes. */
const BUCKET_BITS = 4;
const SHARES = [0.5, 0.99];

/** Durations (whole ns) in bounded memory, small enough for many thousand of these. */
export class BoundedDurations {
  count = 0;
  totalNs = 0;
  minNs = Infinity;
  maxNs = -Infinity;
  private exact: GrowableFloats | undefined = new GrowableFloats();
  private histogram: LogHistogram | undefined;

  push(durationNs: number): void {
    this.count++;
    this.totalNs += durationNs;
    if (durationNs < this.minNs) this.minNs = durationNs;
    if (durationNs > this.maxNs) this.maxNs = durationNs;
    if (this.exact !== undefined && this.exact.length < MOST_EXACT) this.exact.push(durationNs);
    else this.merged().add(durationNs, 1);
  }

  addAll(other: BoundedDurations): void {
    if (other.exact !== undefined) {
      for (const durationNs of other.exact.view) this.push(durationNs);
      return;
    }
    this.merged().addAll(other.histogram!);
    this.count += other.count;
    this.totalNs += other.totalNs;
    this.minNs = Math.min(this.minNs, other.minNs);
    this.maxNs = Math.max(this.maxNs, other.maxNs);
  }

  /** Median and 99th percentile by nearest rank, of more than 64 durations to within 3 %; undefined: there is none. */
  summary(): { readonly p50Ns: number; readonly p99Ns: number } | undefined {
    if (this.count === 0) return undefined;
    const ranks = SHARES.map((share) => Math.max(0, Math.ceil(share * this.count) - 1));
    const [p50Ns, p99Ns] =
      this.exact === undefined
        ? this.histogram!.valuesAt(ranks)
        : quantiles(this.exact.view.slice(), SHARES);
    const within = (value: number): number => Math.min(Math.max(value, this.minNs), this.maxNs);
    return { p50Ns: within(p50Ns!), p99Ns: within(p99Ns!) };
  }

  private merged(): LogHistogram {
    if (this.histogram === undefined) {
      this.histogram = new LogHistogram(BUCKET_BITS);
      for (const durationNs of this.exact!.view) this.histogram.add(durationNs, 1);
      this.exact = undefined;
    }
    return this.histogram;
  }
}
