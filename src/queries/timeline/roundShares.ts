/** What a whole column counts. */
export const WHOLE_SHARE = 65_535;
/** Of a column that stretches cover but for the rounding of doubles. */
const COVERED = 1 - 1e-9;

/**
 * Shares of a column that some stretches took, of WHOLE_SHARE: these sum up to what all of them took
 * together, to exactly WHOLE_SHARE where they cover it, and each is within 1 of what it is exactly
 * (largest remainders are rounded up). `ns`: time of each, `into`: its share.
 */
export function roundShares(ns: Float64Array, widthNs: number, into: Uint16Array): void {
  let total = 0;
  let taken = 0;
  for (let at = 0; at < ns.length; at++) total += ns[at]!;
  const isCovered = total >= widthNs * COVERED;
  // Of what it sums up to where it is covered: rounding of doubles makes no share.
  const perNs = WHOLE_SHARE / (isCovered ? total : widthNs);
  const whole = isCovered ? WHOLE_SHARE : Math.round(total * perNs);
  for (let at = 0; at < ns.length; at++) taken += into[at] = Math.floor(ns[at]! * perNs);
  for (; taken < whole; taken++) {
    let largest = -1;
    let remainder = 0;
    for (let at = 0; at < ns.length; at++) {
      const left = ns[at]! * perNs - into[at]!;
      if (left > remainder) [largest, remainder] = [at, left];
    }
    if (largest < 0) return;
    into[largest]!++;
  }
}
