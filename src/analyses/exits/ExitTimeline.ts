import type { ExitClass } from '../../kvm/exitReasons';

const BINS = 2048;
const FIRST_BIN_NS = 1024;

/** Exits of one class by one vCPU thread, per time bin. */
export interface ExitLane {
  readonly binding: number;
  readonly exitClass: ExitClass;
  readonly counts: Uint32Array;
}

/**
 * Exits per time bin, class and vCPU thread, for a trace whose length is not known yet: when time
 * runs past the last bin, neighbours are added up and bins are twice as wide.
 */
export class ExitTimeline {
  private readonly lanes: ExitLane[] = [];
  private binNs = FIRST_BIN_NS;
  private binsPerNs = 1 / FIRST_BIN_NS;
  private endNs = FIRST_BIN_NS * BINS;

  lane(binding: number, exitClass: ExitClass): ExitLane {
    const known = this.lanes.find(
      (lane) => lane.binding === binding && lane.exitClass === exitClass,
    );
    if (known !== undefined) return known;
    const lane = { binding, exitClass, counts: new Uint32Array(BINS) };
    this.lanes.push(lane);
    return lane;
  }

  add(lane: ExitLane, timeNs: number): void {
    while (timeNs >= this.endNs) this.widen();
    // Bins are powers of two wide: the product is exact.
    lane.counts[Math.trunc(timeNs * this.binsPerNs)]!++;
  }

  /**
   * Counts of the chosen threads, in at most `mostBins` bins that cover `[0, durationNs]`.
   * Classes with most exits first.
   */
  bins(
    wants: (binding: number) => boolean,
    durationNs: number,
    mostBins: number,
  ): { binNs: number; bins: number; classes: ExitClass[]; counts: Uint32Array } {
    const used = Math.min(BINS, Math.floor(durationNs / this.binNs) + 1);
    const together = Math.ceil(used / Math.max(1, mostBins));
    const bins = Math.ceil(used / together);
    const byClass = new Map<ExitClass, Uint32Array>();
    for (const { binding, exitClass, counts } of this.lanes) {
      if (!wants(binding)) continue;
      let sums = byClass.get(exitClass);
      if (sums === undefined) byClass.set(exitClass, (sums = new Uint32Array(bins)));
      for (let bin = 0; bin < used; bin++) sums[Math.floor(bin / together)]! += counts[bin]!;
    }
    const total = (sums: Uint32Array): number => sums.reduce((sum, count) => sum + count, 0);
    const ordered = [...byClass].sort(
      (a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1),
    );
    const counts = new Uint32Array(ordered.length * bins);
    ordered.forEach(([, sums], index) => {
      counts.set(sums, index * bins);
    });
    const classes = ordered.map(([exitClass]) => exitClass);
    return { binNs: this.binNs * together, bins, classes, counts };
  }

  private widen(): void {
    for (const { counts } of this.lanes) {
      for (let bin = 0; bin < BINS / 2; bin++) {
        counts[bin] = counts[2 * bin]! + counts[2 * bin + 1]!;
      }
      counts.fill(0, BINS / 2);
    }
    this.binNs *= 2;
    this.binsPerNs /= 2;
    this.endNs = this.binNs * BINS;
  }
}
