const BINS_A_DECADE = 10;

/** Where a bin of a `LogBins` begins, in ns; whole decades are exact. */
export function binStartNs(bin: number): number {
  const decade = Math.floor(bin / BINS_A_DECADE);
  return 10 ** decade * 10 ** ((bin - decade * BINS_A_DECADE) / BINS_A_DECADE);
}

/** Bins at which decades begin, in a range of bins. */
export function decades(from: number, below: number): readonly number[] {
  const first = Math.ceil(from / BINS_A_DECADE);
  const count = Math.max(0, Math.floor(below / BINS_A_DECADE) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * BINS_A_DECADE);
}

/** The whole decades around a range of bins, so that pictures of two selections can be compared. */
export function wholeDecades(first: number, below: number): readonly [number, number] {
  return [
    Math.floor(first / BINS_A_DECADE) * BINS_A_DECADE,
    Math.ceil(Math.max(below, first + 1) / BINS_A_DECADE) * BINS_A_DECADE,
  ];
}
