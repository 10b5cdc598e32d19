/** Buckets of a power of two. */
const IN_POWER = 32;
const BITS = 5;
const MOST_UINT32 = 0xffff_ffff;

/** Number of the bucket that a duration is in: each is at most 1/32 of its durations wide. */
export function durationBucket(ns: number): number {
  if (ns < IN_POWER) return Math.max(0, Math.trunc(ns));
  if (ns <= MOST_UINT32) {
    const power = 31 - Math.clz32(ns) - BITS;
    return power * IN_POWER + (ns >>> power);
  }
  const rounded = Math.floor(Math.log2(ns));
  // The logarithm may round up to the next power of two.
  const power = (2 ** rounded > ns ? rounded - 1 : rounded) - BITS;
  return power * IN_POWER + Math.floor(ns / 2 ** power);
}

/** Where a bucket begins, ns. The next one begins where it ends. */
export function bucketFromNs(bucket: number): number {
  if (bucket < IN_POWER) return bucket;
  const power = Math.floor(bucket / IN_POWER) - 1;
  return ((bucket % IN_POWER) + IN_POWER) * 2 ** power;
}
