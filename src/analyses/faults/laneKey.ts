/** vCPUs' threads are told apart by so many low bits of their lanes' numbers. */
const LANES = 1 << 12;

/** A page, or another number of up to 41 bits, and a lane in one number of 53 bits. */
export function laneKey(page: number, lane: number): number {
  return page * LANES + (lane % LANES);
}

/** Number of the lane in a key. */
export function laneOfKey(key: number): number {
  return key % LANES;
}

/** The page in a key. */
export function pageOfKey(key: number): number {
  return Math.floor(key / LANES);
}
