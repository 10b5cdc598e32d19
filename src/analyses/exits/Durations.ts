import { GrowableFloats } from '../../base/GrowableFloats';
import { LogHistogram } from '../../base/LogHistogram';
import { quantiles } from '../../base/quantiles';

/** So many are kept one by one; of more only the distribution is, or a long trace would fill memory. */
const MOST_EXACT = 65_536;

/** Distribution of durations in ns; undefined where there are none. */
export interface DurationSummary {
  readonly minNs: number;
  readonly meanNs: number;
  /** By nearest rank: a duration that occurred, or within 0.05 % of it where there are more than 65,536. */
  readonly p50Ns: number;
  readonly p90Ns: number;
  readonly p99Ns: number;
  readonly maxNs: number;
}

/** Durations (whole ns) as they come, in bounded memory. */
export class Durations {
  count = 0;
  totalNs = 0;
  minNs = Infinity;
  maxNs = -Infinity;
  /** In order of arrival; undefined once there are too many. */
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

  /** The exact durations, for a summary of several; undefined once there are too many. */
  get each(): Float64Array | undefined {
    return this.exact?.view;
  }

  /** How many last from `fromNs` to `toNs`; of more than 65,536, to within 0.05 % of these bounds. */
  countWithin(fromNs: number, toNs: number): number {
    if (this.histogram !== undefined) return this.histogram.countWithin(fromNs, toNs);
    return this.exact!.view.reduce(
      (count, ns) => (ns >= fromNs && ns <= toNs ? count + 1 : count),
      0,
    );
  }

  /** Adds all durations to a histogram. */
  addTo(histogram: LogHistogram): void {
    if (this.histogram !== undefined) histogram.addAll(this.histogram);
    else for (const durationNs of this.exact!.view) histogram.add(durationNs, 1);
  }

  private merged(): LogHistogram {
    if (this.histogram === undefined) {
      const histogram = new LogHistogram();
      this.addTo(histogram);
      this.exact = undefined;
      this.histogram = histogram;
    }
    return this.histogram;
  }
}

const SHARES = [0.5, 0.9, 0.99];

/** Of all the given durations together. */
export function summarise(parts: readonly Durations[]): DurationSummary | undefined {
  const sum = (of: (part: Durations) => number): number =>
    parts.reduce((total, part) => total + of(part), 0);
  const count = sum((part) => part.count);
  if (count === 0) return undefined;
  const [p50Ns, p90Ns, p99Ns] = exactQuantiles(parts, count) ?? roundedQuantiles(parts, count);
  return {
    minNs: leastOf(parts),
    meanNs: Math.round(sum((part) => part.totalNs) / count),
    p50Ns: p50Ns!,
    p90Ns: p90Ns!,
    p99Ns: p99Ns!,
    maxNs: mostOf(parts),
  };
}

function exactQuantiles(parts: readonly Durations[], count: number): number[] | undefined {
  if (count > MOST_EXACT) return undefined;
  const all = new Float64Array(count);
  let filled = 0;
  for (const { each } of parts) {
    if (each === undefined) return undefined;
    all.set(each, filled);
    filled += each.length;
  }
  return quantiles(all, SHARES);
}

function roundedQuantiles(parts: readonly Durations[], count: number): number[] {
  const histogram = new LogHistogram();
  for (const part of parts) part.addTo(histogram);
  const ranks = SHARES.map((share) => Math.max(0, Math.ceil(share * count) - 1));
  const rounded = histogram.valuesAt(ranks);
  return rounded.map((value) => Math.min(Math.max(value, leastOf(parts)), mostOf(parts)));
}

function leastOf(parts: readonly Durations[]): number {
  return parts.reduce((least, { minNs }) => Math.min(least, minNs), Infinity);
}

function mostOf(parts: readonly Durations[]): number {
  return parts.reduce((most, { maxNs }) => Math.max(most, maxNs), -Infinity);
}
