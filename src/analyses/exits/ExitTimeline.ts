import { GrowableFloats } from '../../base/GrowableFloats';
import type { ExitClass } from '../../kvm/exitReasons';

const BINS = 2048;
const FIRST_BIN_NS = 1024;
/** Exits of a lane that are kept as times: bins for every thread of a large host cost more. */
const FEW_EXITS = 256;

/** Exits of one class by one vCPU thread. */
export interface ExitLane {
  readonly binding: number;
  readonly exitClass: ExitClass;
  /** Times of the first exits, since the timeline's start. */
  readonly few: GrowableFloats;
  /** All exits per time bin, once there are more. */
  counts: Uint32Array | undefined;
}

/**
 * Exits per time bin, class and vCPU thread, for a trace whose length is not known yet: when time
 * runs past the last bin, neighbours are added up and bins are twice as wide.
 */
export class ExitTimeline {
  private readonly lanes = new Map<string, ExitLane>();
  private binNs = FIRST_BIN_NS;
  private binsPerNs = 1 / FIRST_BIN_NS;
  /** Of the last bin, from `fromNs` on. */
  private spanNs = FIRST_BIN_NS * BINS;

  /** `fromNs`: where the first bin starts. */
  constructor(private readonly fromNs: number) {}

  lane(binding: number, exitClass: ExitClass): ExitLane {
    const key = `${binding} ${exitClass}`;
    const known = this.lanes.get(key);
    if (known !== undefined) return known;
    const lane = { binding, exitClass, few: new GrowableFloats(), counts: undefined };
    this.lanes.set(key, lane);
    return lane;
  }

  add(lane: ExitLane, timeNs: number): void {
    const sinceNs = timeNs - this.fromNs;
    while (sinceNs >= this.spanNs) this.widen();
    lane.counts ??= this.binsWhenMany(lane);
    // Bins are powers of two wide: the product is exact.
    if (lane.counts === undefined) lane.few.push(sinceNs);
    else lane.counts[Math.trunc(sinceNs * this.binsPerNs)]!++;
  }

  /**
   * Counts of the chosen threads, in at most `mostBins` bins from the start up to `toNs` and maybe
   * beyond. Classes with most exits first.
   */
  bins(
    wants: (binding: number) => boolean,
    toNs: number,
    mostBins: number,
  ): { fromNs: number; binNs: number; bins: number; classes: ExitClass[]; counts: Uint32Array } {
    const durationNs = Math.max(0, toNs - this.fromNs);
    const used = Math.min(BINS, Math.floor(durationNs / this.binNs) + 1);
    const together = Math.ceil(used / Math.max(1, mostBins));
    const bins = Math.ceil(used / together);
    const byClass = new Map<ExitClass, Uint32Array>();
    for (const lane of this.lanes.values()) {
      if (!wants(lane.binding)) continue;
      let sums = byClass.get(lane.exitClass);
      if (sums === undefined) byClass.set(lane.exitClass, (sums = new Uint32Array(bins)));
      const counts = lane.counts ?? this.binned(lane);
      for (let bin = 0; bin < used; bin++) sums[Math.floor(bin / together)]! += counts[bin]!;
    }
    const total = (sums: Uint32Array): number => sums.reduce((sum, count) => sum + count, 0);
    const ordered = [...byClass]
      .filter(([, sums]) => total(sums) > 0)
      .sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
    const counts = new Uint32Array(ordered.length * bins);
    ordered.forEach(([, sums], index) => {
      counts.set(sums, index * bins);
    });
    const classes = ordered.map(([exitClass]) => exitClass);
    return { fromNs: this.fromNs, binNs: this.binNs * together, bins, classes, counts };
  }

  private binsWhenMany(lane: ExitLane): Uint32Array | undefined {
    return lane.few.length < FEW_EXITS ? undefined : this.binned(lane);
  }

  private binned({ few }: ExitLane): Uint32Array {
    const counts = new Uint32Array(BINS);
    for (const sinceNs of few.view) counts[Math.trunc(sinceNs * this.binsPerNs)]!++;
    return counts;
  }

  private widen(): void {
    for (const { counts } of this.lanes.values()) {
      if (counts === undefined) continue;
      for (let bin = 0; bin < BINS / 2; bin++) {
        counts[bin] = counts[2 * bin]! + counts[2 * bin + 1]!;
      }
      counts.fill(0, BINS / 2);
    }
    this.binNs *= 2;
    this.binsPerNs /= 2;
    this.spanNs = this.binNs * BINS;
  }
}
