/**
 * Pixels of a column for each of its entries, so that what is drawn is what was: their bounds are
 * rounded, and what is worth half a pixel has one. `whole` of the entries' values fill `heightPx`.
 * Where many entries are that small those that gained most by rounding give way.
 */
export function apportion(
  value: ArrayLike<number>,
  start: number,
  count: number,
  whole: number,
  heightPx: number,
  into: Int32Array,
): void {
  const pxPerValue = heightPx / whole;
  let sum = 0;
  let belowPx = 0;
  for (let entry = 0; entry < count; entry++) {
    sum += value[start + entry]!;
    const boundPx = Math.min(heightPx, Math.round(sum * pxPerValue));
    into[entry] = boundPx - belowPx;
    belowPx = boundPx;
  }
  for (let entry = 0; entry < count; entry++) {
    if (into[entry] !== 0 || value[start + entry]! * pxPerValue < 0.5) continue;
    const giver = mostOverdrawn(value, start, count, pxPerValue, into);
    if (giver >= 0) into[giver]!--;
    else if (belowPx === heightPx) continue;
    into[entry] = 1;
  }
}

/** The entry that loses a pixel with the least harm, of those that stay in sight; -1: of none. */
function mostOverdrawn(
  value: ArrayLike<number>,
  start: number,
  count: number,
  pxPerValue: number,
  into: Int32Array,
): number {
  let best = -1;
  let mostPx = Number.NEGATIVE_INFINITY;
  for (let entry = 0; entry < count; entry++) {
    const overPx = into[entry]! - value[start + entry]! * pxPerValue;
    if (into[entry]! < 2 || overPx <= mostPx) continue;
    best = entry;
    mostPx = overPx;
  }
  return best;
}
