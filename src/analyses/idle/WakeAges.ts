/** Bins of half an octave from here on: up to 16 minutes. */
const FIRST_NS = 1_000;
const BINS_AN_OCTAVE = 2;
export const AGE_BINS = 60;
/** Where each bin begins, and the last one ends. */
const STARTS_NS = Float64Array.from({ length: AGE_BINS + 1 }, (_, bin) =>
  bin === 0 ? 0 : FIRST_NS * 2 ** ((bin - 1) / BINS_AN_OCTAVE),
);

/**
 * How long ago a vCPU's guest got its latest interrupt, over the time. A guest that idles is woken by
 * one and busy after it: ticks that keep step with its wakes find it at some ages only, and this tells
 * how much of the time it was of which age.
 */
export class WakeAges {
  /** By bin: ns. */
  readonly timesNs = new Float64Array(AGE_BINS);
  /** -1: not known. */
  private latestNs = -1;

  /** The guest gets an interrupt. */
  interrupted(atNs: number): void {
    this.elapse(atNs);
    this.latestNs = atNs;
  }

  /** Interrupts may have gone unseen from `atNs` on. */
  lose(atNs: number): void {
    this.elapse(atNs);
    this.latestNs = -1;
  }

  /** -1: not known. */
  binAt(atNs: number): number {
    return this.latestNs < 0 ? -1 : binOf(atNs - this.latestNs);
  }

  private elapse(atNs: number): void {
    if (this.latestNs < 0) return;
    const ageNs = atNs - this.latestNs;
    const last = binOf(ageNs);
    for (let bin = 0; bin < last; bin++)
      this.timesNs[bin]! += STARTS_NS[bin + 1]! - STARTS_NS[bin]!;
    this.timesNs[last]! += Math.max(0, ageNs - STARTS_NS[last]!);
  }
}

function binOf(ageNs: number): number {
  if (ageNs < FIRST_NS) return 0;
  const bin = Math.floor(BINS_AN_OCTAVE * Math.log2(ageNs / FIRST_NS)) + 1;
  return Math.min(AGE_BINS - 1, bin);
}
