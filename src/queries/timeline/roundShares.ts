import { WHOLE_SHARE } from '../../protocol/timeline';

/** Of a column that stretches cover but for the rounding of doubles. */
const COVERED = 1 - 1e-9;

/**
 * Shares of a column that `count` stretches took, of WHOLE_SHARE: these sum up to what all of them
 * took together, to exactly WHOLE_SHARE where they cover it, and each is within 1 of what it is
 * exactly (largest remainders are rounded up). `ns`: time of each, `into`: its share.
 */
export function roundShares(
  ns: Float64Array,
  count: number,
  widthNs: number,
  into: Uint16Array,
): void {
  let total = 0;
  let taken = 0;
  for (let at = 0; at < count; at++) total += ns[at]!;
  const isCovered = total >= widthNs * COVERED;
  // Of what it sums up to where it is covered: rounding of doubles makes no share.
  const perNs = WHOLE_SHARE / (isCovered ? total : widthNs);
  const whole = isCovered ? WHOLE_SHARE : Math.round(total * perNs);
  for (let at = 0; at < count; at++) {
    const share = Math.floor(ns[at]! * perNs);
    into[at] = share;
    taken += share;
  }
  for (; taken < whole; taken++) {
    let largest = 0;
    let remainder = -1;
    for (let at = 0; at < count; at++) {
      const left = ns[at]! * perNs - into[at]!;
      if (left > remainder) {
        largest = at;
        remainder = left;
      }
    }
    into[largest]!++;
  }
}
