/** What is there at all must be told from nothing. */
const LEAST_LEVEL = 0.25;

/** How strongly a cell is painted, 0 to 1: by the logarithm of its count, since few pages have most faults. */
export function heatLevel(count: number, most: number): number {
  if (count <= 0) return 0;
  if (count >= most) return 1;
  return LEAST_LEVEL + (1 - LEAST_LEVEL) * (Math.log(count) / Math.log(most));
}

/** Sums of neighbouring bins, so that `bins` of them are left. */
export function mergedBins(counts: Uint32Array, bins: number): Float64Array {
  const merged = new Float64Array(bins);
  counts.forEach((count, bin) => {
    const at = Math.floor((bin * bins) / counts.length);
    merged[at] = merged[at]! + count;
  });
  return merged;
}
