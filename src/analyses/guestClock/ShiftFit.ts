/** A clock that is wrong by more than this (4 ms) is not found; nor does a finer one need to be. */
export const MOST_SHIFT_NS = 2 ** 22;
const BIN_NS = 2 ** 10;
const CENTRE = MOST_SHIFT_NS / BIN_NS;
const BINS = 2 * CENTRE + 1;

/** Shifts with which most events fit, and how many do not even then. */
export interface BestShift {
  readonly fromNs: number;
  readonly toNs: number;
  /** Weight of the events that fit with none of these. */
  readonly left: number;
}

/** Finds by how much a clock would have to move for its events to fit, to about 1 µs. */
export class ShiftFit {
  private readonly changes = new Float64Array(BINS + 1);
  private total = 0;

  /** An event counts as `weight`; the spans it fits with are added next. */
  addEvent(weight: number): void {
    this.total += weight;
  }

  /** An event fits when the clock moves by `fromNs` to `toNs`. */
  addSpan(fromNs: number, toNs: number, weight: number): void {
    const first = Math.max(0, Math.ceil(fromNs / BIN_NS) + CENTRE);
    const last = Math.min(BINS - 1, Math.floor(toNs / BIN_NS) + CENTRE);
    if (first > last) return;
    this.changes[first]! += weight;
    this.changes[last + 1]! -= weight;
  }

  /** Of several equally good ranges the one nearest to no shift at all; undefined without any event. */
  best(): BestShift | undefined {
    if (this.total === 0) return undefined;
    const fitting = this.fitting();
    const most = fitting.reduce((a, b) => Math.max(a, b), 0);
    let nearest = -1;
    for (let away = 0; nearest < 0; away++) {
      if (fitting[CENTRE + away] === most) nearest = CENTRE + away;
      else if (fitting[CENTRE - away] === most) nearest = CENTRE - away;
    }
    let first = nearest;
    let last = nearest;
    while (first > 0 && fitting[first - 1] === most) first--;
    while (last < BINS - 1 && fitting[last + 1] === most) last++;
    return {
      fromNs: (first - CENTRE) * BIN_NS,
      toNs: (last - CENTRE) * BIN_NS,
      left: this.total - most,
    };
  }

  /** Adds all events of another fit. */
  addAll(other: ShiftFit): void {
    for (let bin = 0; bin < this.changes.length; bin++) this.changes[bin]! += other.changes[bin]!;
    this.total += other.total;
  }

  /** Weight of the events that fit, by shift. */
  private fitting(): Float64Array {
    const fitting = new Float64Array(BINS);
    let sum = 0;
    for (let bin = 0; bin < BINS; bin++) fitting[bin] = sum += this.changes[bin]!;
    return fitting;
  }
}
