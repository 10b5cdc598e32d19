/** First index in `[from, to)` whose value is not below `wanted`; `to` when all are below. */
export function lowerBound(
  values: ArrayLike<number>,
  wanted: number,
  from = 0,
  to = values.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
