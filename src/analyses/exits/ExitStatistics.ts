import { GrowableFloats } from '../../base/GrowableFloats';
import { quantiles } from '../../base/quantiles';
import type { ExitClass, Isa } from '../../kvm/exitReasons';
import type { ExitLane } from './ExitTimeline';

/** Exits of one reason by one vCPU thread. Times in ns from the exit to the thread's next entry. */
export class ExitTally {
  count = 0;
  totalNs = 0;
  readonly durations = new GrowableFloats();

  constructor(
    /** Index of the thread's binding. */
    readonly binding: number,
    readonly isa: Isa | undefined,
    /** Value of the `isa` field, for what it names beyond the two. */
    readonly isaField: number | undefined,
    /** Basic exit code, without flags. */
    readonly code: number,
    /** Class of every exit so far; the reason's general class once two exits differ. */
    public exitClass: ExitClass,
    /** Where the time line counts the exits of the reason's usual class. */
    readonly lane: ExitLane,
  ) {}

  addPaired(durationNs: number): void {
    this.totalNs += durationNs;
    this.durations.push(durationNs);
  }
}

/** Distribution of durations in ns; undefined where there are none. */
export interface DurationSummary {
  readonly minNs: number;
  readonly meanNs: number;
  readonly p50Ns: number;
  readonly p90Ns: number;
  readonly p99Ns: number;
  readonly maxNs: number;
}

/** Of the durations of all given tallies together. */
export function summarise(tallies: readonly ExitTally[]): DurationSummary | undefined {
  const length = tallies.reduce((sum, tally) => sum + tally.durations.length, 0);
  if (length === 0) return undefined;
  const all = new Float64Array(length);
  let filled = 0;
  let totalNs = 0;
  let minNs = Infinity;
  let maxNs = -Infinity;
  for (const tally of tallies) {
    all.set(tally.durations.view, filled);
    filled += tally.durations.length;
    totalNs += tally.totalNs;
  }
  for (const durationNs of all) {
    if (durationNs < minNs) minNs = durationNs;
    if (durationNs > maxNs) maxNs = durationNs;
  }
  const [p50Ns, p90Ns, p99Ns] = quantiles(all, [0.5, 0.9, 0.99]);
  const meanNs = Math.round(totalNs / length);
  return { minNs, meanNs, p50Ns: p50Ns!, p90Ns: p90Ns!, p99Ns: p99Ns!, maxNs };
}
