/**
 * Values at the given shares (0 to 1, ascending) by nearest rank: the smallest value that at least
 * that share of all values does not exceed, so every answer is a value that occurred.
 * Reorders `values`; expects at least one.
 */
export function quantiles(values: Float64Array, shares: readonly number[]): number[] {
  let from = 0;
  return shares.map((share) => {
    const rank = Math.max(0, Math.ceil(share * values.length) - 1);
    select(values, rank, from);
    from = rank;
    return values[rank]!;
  });
}

/** The value that a sort would put at `rank`. Reorders `values`, of which there must be more. */
export function valueAtRank(values: Float64Array, rank: number): number {
  select(values, rank, 0);
  return values[rank]!;
}

/** Puts at `rank` the value a sort would put there, smaller ones before it (Hoare's selection). */
function select(values: Float64Array, rank: number, from: number): void {
  let low = from;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const swapped = values[left]!;
        values[left++] = values[right]!;
        values[right--] = swapped;
      }
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
